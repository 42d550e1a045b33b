"""The report's page: what it carries, and what it does in a browser."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import UnknownNameError
from pipeline.records import Act, ChargeKind, Factuality, LegalStage, Response
from pipeline.report.page import LANGUAGES, words, write_report
from pipeline.report.payload import payload
from pipeline.tables import load
from tests.report.run import DOCUMENTS, accusation, rows, write_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
MANY = 50_000


def embedded(page: str, name: str) -> Any:
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL
    )
    assert found is not None
    return json.loads(found[1])


def test_the_page_carries_every_row_and_loads_nothing(tables, tmp_path):
    path = tmp_path / "report.html"
    write_report(tables, path, language="en", about="griefs 1")
    page = path.read_text("utf-8")
    data = embedded(page, "data")
    assert data["rows"]["evidence"] == tables.accusations["evidence"].tolist()
    assert data["rejected"] == [["vide.txt", "empty"]]
    assert data["about"] == "griefs 1"
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="', page)
    assert "<falsifi" not in page  # the corpus cannot write markup


def test_marks_are_offsets_of_the_evidence(tables):
    columns = payload(tables)["rows"]
    for evidence, marks, charge in zip(
        columns["evidence"], columns["marks"], columns["charge"], strict=True
    ):
        of = {role: evidence[start:end] for start, end, role in marks}
        assert of.get("charge") == charge
        assert "response" not in of  # it stands in another sentence


def test_actors_are_marked_where_the_evidence_mentions_them(tables):
    columns = payload(tables)["rows"]
    of = {role: columns["evidence"][0][start:end] for start, end, role in columns["marks"][0]}
    assert (of["accuser"], of["accused"]) == ("Anne Roy", "Solvia")
    assert [role for *_, role in columns["marks"][2]].count("accuser") == 0  # unsaid


def test_a_run_without_its_articles_still_has_a_page(run, tmp_path):
    (run / "articles.parquet").unlink()
    write_report(load(run), tmp_path / "report.html")
    (opinion,) = payload(load(run))["opinions"]
    assert opinion["context"] == "félicitée"
    assert opinion["context"][opinion["start"] : opinion["end"]] == "félicitée"


def test_what_people_labelled_wrong_is_counted_and_left_out(tmp_path):
    made = rows()
    made["accusations"] = [accusation(0, checked=True), accusation(1, checked=False)]
    carried = payload(load(write_run(tmp_path, made)))
    assert (len(carried["rows"]["doc"]), carried["n_wrong"]) == (1, 1)


def test_opinions_of_the_drawn_actors_come_with_their_words(tables):
    (opinion,) = payload(tables)["opinions"]
    assert opinion["context"][opinion["start"] : opinion["end"]] == "félicitée"


def test_every_value_that_the_page_shows_has_words_in_both_languages():
    keys = [
        *(f"act.{value}" for value in Act),
        *(f"factuality.{value}" for value in Factuality),
        *(f"status.{value}" for value in Factuality),
        *(f"response.{value}" for value in (*Response, "silent")),
        *(f"charge_kind.{value}" for value in (*ChargeKind, "unstated")),
        *(f"legal_stage.{value}" for value in LegalStage),
    ]
    assets = Path(write_report.__code__.co_filename).parent / "assets"
    script = (assets / "report.js").read_text("utf-8")
    page = (assets / "report.html").read_text("utf-8")
    keys += re.findall(r'word\("([^"]+)"\)', script)
    keys += re.findall(r'data-word="([^"]+)"', page)
    for language in LANGUAGES:
        known = words(language)
        assert [key for key in keys if key not in known] == []
        assert all(known.values())


def test_the_command_writes_the_page_beside_the_tables(run):
    told = CliRunner().invoke(app, ["report", str(run)])
    assert told.exit_code == 0, told.output
    assert (run / "report.html").read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="fr">')


def test_a_language_that_the_page_does_not_speak_is_refused(tables, tmp_path):
    with pytest.raises(UnknownNameError, match="report language"):
        write_report(tables, tmp_path / "r.html", language="de")


# ---------------------------------------------------------------- in Chromium


@pytest.fixture
def browser() -> Iterator[Chrome]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium here")
    from selenium import webdriver  # noqa: PLC0415  # only where there is a browser

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def opened(browser: Chrome, folder: Path) -> Chrome:
    path = folder / "report.html"
    write_report(load(folder), path, language="en")
    browser.get(path.as_uri())
    return browser


def texts(browser: Chrome, selector: str) -> list[str]:
    return [node.text for node in browser.find_elements("css selector", selector)]


@pytest.mark.browser
def test_a_figure_leads_to_its_sentences_and_a_row_opens(browser, run):
    opened(browser, run)
    assert texts(browser, "#count") == ["(2)"]  # the negated one is not reported as made
    browser.find_element("css selector", "#accused .bar[title='Solvia']").click()
    assert texts(browser, "#count") == ["(1)"]
    assert texts(browser, "#chips button") == ["Accused : Solvia ×"]
    browser.find_element("css selector", ".row").click()
    marks = {
        node.get_attribute("class"): node.text
        for node in browser.find_elements("css selector", "#detail blockquote mark")
    }
    assert marks == {
        "accuser": "Anne Roy",
        "cue": "accuse",
        "accused": "Solvia",
        "charge": "avoir <falsifié> un relevé 🌊",
    }
    assert texts(browser, "#detail .legend mark") == ["Accuser", "Cue", "Accused", "Charge"]
    assert "denies : « dément »" in browser.find_element("id", "detail").text
    assert "nothing here says that it is true" in browser.find_element("id", "detail").text
    assert f"Titre d1 · {DOCUMENTS[0]['outlet']} · 2025-02-03 · d1" in texts(browser, "#detail")[0]
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_nobody_stands_below_the_actors_and_opens_too(browser, tmp_path):
    made = rows()
    unsaid = {"accuser": None, "accuser_id": None}
    made["accusations"] = [accusation(0), accusation(1, **unsaid), accusation(2, **unsaid)]
    opened(browser, write_run(tmp_path, made))
    assert texts(browser, "#accusing .bar") == ["Anne Roy\n1", "unsaid\n2"]
    browser.find_element("css selector", "#accusing .bar:last-child").click()
    assert texts(browser, "#count") == ["(2)"]


@pytest.mark.browser
def test_months_without_accusations_are_on_the_axis(browser, tmp_path):
    made = rows()
    made["accusations"] = [accusation(0), accusation(1, document_id="d2")]
    for document, date in zip(made["documents"], ("2024-11-03", "2025-02-01"), strict=True):
        document["date"] = date
    opened(browser, write_run(tmp_path, made))
    labels = browser.find_elements("css selector", "#timeline g")
    assert [node.get_attribute("aria-label") for node in labels] == [
        "2024-11 : 1",
        "2024-12 : 0",
        "2025-01 : 0",
        "2025-02 : 1",
    ]


@pytest.mark.browser
def test_a_printed_page_says_which_filters_are_set(browser, run):
    opened(browser, run)
    browser.find_element("css selector", "#accused .bar[title='Solvia']").click()
    told = browser.execute_script("return document.getElementById('active').textContent")
    assert told == "Accused : Solvia · reported as made"


@pytest.mark.browser
def test_filters_narrow_and_are_cleared(browser, run):
    opened(browser, run)
    script = (
        "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event(arguments[2]))"
    )
    for name, value, event, count in (
        ("f-factuality", "", "change", "(3)"),
        ("f-factuality", "negated", "change", "(1)"),
        ("f-factuality", "made", "change", "(2)"),
        ("f-act", "criticise", "change", "(1)"),
        ("f-act", "", "change", "(2)"),
        ("f-confidence", "0.8", "input", "(1)"),
        ("f-confidence", "0", "input", "(2)"),
        ("f-outlet", "La Digue", "change", "(0)"),
        ("f-outlet", "", "change", "(2)"),
        ("f-from", "2025-02-04", "change", "(0)"),
        ("f-from", "2025-02-03", "change", "(2)"),
        ("f-response", "silent", "change", "(1)"),
    ):
        browser.execute_script(script, name, value, event)
        assert texts(browser, "#count") == [count], (name, value)
    browser.find_element("css selector", "button[type=reset]").click()
    time.sleep(0.2)
    assert texts(browser, "#count") == ["(2)"]
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_the_keyboard_alone_reaches_a_sentence(browser, run):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    opened(browser, run)
    browser.find_element("id", "list").send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert "Elle ment" in browser.find_element("css selector", "#detail blockquote").text
    node = browser.find_element("css selector", "#graph g[role=button]:last-of-type")
    node.send_keys(Keys.ENTER)
    assert texts(browser, "#chips button")[0].startswith("Actor : ")


@pytest.mark.browser
def test_an_actor_s_sentiment_leads_to_opinions_and_back(browser, run):
    opened(browser, run)
    browser.execute_script(
        "document.querySelector('#sentiment g').dispatchEvent(new Event('click'))"
    )
    assert texts(browser, "#count") == ["(Solvia, 1)"]
    browser.find_element("css selector", ".row").click()
    assert texts(browser, "#detail blockquote mark") == ["félicitée"]
    browser.find_element("id", "back").click()
    assert texts(browser, "#count") == ["(2)"]


@pytest.mark.browser
def test_fifty_thousand_rows_do_not_freeze_the_page(browser, tmp_path):
    tables = rows()
    tables["accusations"] = [
        accusation(
            k,
            accuser=f"Accusateur {k % 400}",
            accused=f"Accusé {k % 350}",
            confidence=k % 100 / 100,
        )
        for k in range(MANY)
    ]
    opened(browser, write_run(tmp_path, tables))
    assert texts(browser, "#count") == ["(50,000)"]
    assert len(browser.find_elements("css selector", ".row")) < 100
    timed = (
        "const t = performance.now(), f = document.getElementById('f-confidence');"
        "f.value = 0.5; f.dispatchEvent(new Event('input')); return performance.now() - t"
    )
    assert browser.execute_script(timed) < 1500  # milliseconds, on a busy machine
    assert texts(browser, "#count") == ["(25,000)"]
    browser.execute_script("document.getElementById('list').scrollTop = 24000 * 48")
    time.sleep(0.3)
    assert texts(browser, ".row")[0].startswith("Accusateur")
