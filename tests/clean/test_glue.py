"""What sticks together is parted; addresses, acronyms and spellings that look alike are not."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.records import Article, RepairKind


def cleaned(text):
    return clean(Article(document_id="a", text=text, source_path="a.txt", source_format="text"))


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("une structure hybride en 2019.Depuis, elle recule", "en 2019. Depuis"),
        ("le contrôle majoritaire.Dans un entretien, elle dément", "majoritaire. Dans"),
        ("des conflits d'intérêts.en adoptant un statut", "intérêts. en"),
        ("Velcane SA a menti.La préfecture dément", "menti. La"),
        ("Le groupe OpenAI.Altman dément", "OpenAI. Altman"),
        ("Elle a dit « non ».Le maire dément", "». Le"),
        ("Qui ment ?Le maire, dit-elle", "? Le"),
        ("Quel scandale !Elle dément", "! Elle"),
        ("le maire,la préfète et le juge", "maire, la"),
        ("une « machine à mentir »toujours", "» toujours"),
        ("l'usine(située à Orvanne)qui fuit", "Orvanne) qui"),
        ("Le score est de 3-0.Revenu des vestiaires, il mène", "3-0. Revenu"),
        ("Il roule à 220 km/h.Plus de deux élus", "km/h. Plus"),
        ("Elle a fermé l'A7.Deux élus sont là", "A7. Deux"),
        ("Il gagne 2 buts à 1.L'équipe est là", "1. L'équipe"),
        ("Il recule en 2010.5 ans plus tard, il part", "2010. 5 ans"),
        ("Il part au Michigan.6 personnes le suivent", "Michigan. 6"),
        ("le plan de 2019.précise que l'usine", "2019. précise"),
        ("un usage de 2018-2019.12 élus partent", "2018-2019. 12"),
        ("il gagne en 12 s.Orvanne perd", "s. Orvanne"),
        ("la boue de la Terre.de cacher la fuite", "Terre. de"),
        ("le parti Marchons !.Plus de deux élus", "!. Plus"),
        ("après la fuite,15 élus partent", "fuite, 15"),
        ("le verdict :« coupable »", ": « coupable"),
        ("la maire(Velcane) dément", "maire (Velcane)"),
        ("ils sont battus(0-2) à Orvanne", "battus (0-2)"),
    ],
)
def test_a_missing_space_after_a_mark_is_put_back(raw, mended):
    assert mended in cleaned(raw).text


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("à savoir queavant de partir", "que avant"),
        ("il accuse dela fraude", "de la fraude"),
        ("les riverainsdénoncent la fuite", "riverains dénoncent"),
        ("il accuse leMaire de mentir", "le Maire"),
        ("selon le présidentEmmanuel Tarde", "président Emmanuel"),
        ("un procès en2019 à Orvanne", "en 2019"),
        ("en 2019elle recule", "2019 elle"),
        ("il répond àl'appel", "à l'appel"),
        ("ils viennent envue du vote", "en vue"),
        ("ils disent cequi a fui", "ce qui"),
        ("il a pu défierla préfète", "défier la"),
        ("elle remonteson retard", "remonte son"),
        ("deux bébésont disparu", "bébés ont"),
        ("Cetest a échoué", "Ce test"),
        ("pour le Comitédirecteur du club", "Comité directeur"),
        ("dans la10e minute", "la 10e"),
        ("la loivotée hier", "loi votée"),
        ("la maire adû partir", "a dû"),
        ("il compte200 élus", "compte 200"),
        ("âgé de 30ans", "30 ans"),
        ("à 21hà Orvanne", "21h à"),
        ("le juge GuyTarde dément", "Guy Tarde"),
        ("La NACSO dément. LaNACSO se tait.", "La NACSO se"),
        ("Elle dément. Lecontrat est rompu", "Le contrat"),
        ("la presse d'Iranannonce, la Bulgarieet la Grèce", "Bulgarie et"),
        ("le Bureaula saisit", "Bureau la"),
        ("selon le Secrétaired'État", "Secrétaire d'"),
        ("à la 12eétape du tour", "12e étape"),
        ("un car transportant31 élèves", "transportant 31"),
        ("il avait22 ans", "avait 22"),
        ("la finale du100m dos", "du 100m"),
        ("le groupeB de la coupe", "groupe B"),
        ("selon une note intituléeL'oubli", "intitulée L'"),
        ("le juge ColomboPablo dément", "Colombo Pablo"),
        ("Belmontes'est excusé", "Belmonte s'est"),
        ("la maire al'intention de partir", "a l'intention"),
        ("le CHUde la ville", "CHU de"),
        ("il cite Cleveland, Denveret Seattle", "Denver et"),
        ("Ily a deux élus. Cene sera pas simple.", "Il y a"),
        ("la firme quia caché la fuite", "qui a"),
        ("un tube remixéde la chanteuse", "remixé de"),
        ("dans le sudde la ville", "sud de"),
        ("une fuite cachée parla société", "par la société"),
        ("le maire affirmeaujourd'hui le contraire", "affirme aujourd'hui"),
        ("la juge Jodie Stimpsonqui dément", "Stimpson qui"),
        ("Elle ment. Maisles riverains non", "Mais les"),
        ("Elle part. Desdésamorcer partout", "Des désamorcer"),
        ("le nageur Adriannageant seul", "Adrian nageant"),
    ],
)
def test_two_words_that_stick_together_are_parted(raw, mended):
    assert mended in cleaned(raw).text


@pytest.mark.parametrize(
    "text",
    [
        "Le site lemonde.fr et velcane.com publient la note.",
        "La page https://www.velcane.example/a.b.html?c=d,e est fermée.",
        "Écrire à presse@velcane.example avant lundi.",
        "Les États-Unis (U.S.A.) et l'A.N.P.E. contestent.",
        "M.Tarde et Mme.Orve sont absents.",
        "J.-C. Tarde et P.Orve sont absents.",
        "Les étudiant.es, les élu.es et les directeur.rices contestent.",
        "Tou.te.s les candidat.e.s et les acteur.ices.",
        "Un taux de 2,5 % ou 2.5 points, à 12:30, pour 1.500 euros.",
        "Le fichier rapport.pdf et la page index.html manquent.",
        "OpenAI, YouTube, iPhone, eBay, TikTok, LaREM et MeToo.",
        "Le 1er mai, à 20h30, la 5G et le G20, 12e et 3ème.",
        "Des élu(e)s et un(e) juge.",
        "Il a dit « p.ex. » et etc.",
        "L'autoentrepreneur et la visioconférence, les cyberattaques et les flashballs.",
        "Le duathlon, un outsider, le leadership et la gentrification.",
        "#JeSuisOrvanne et @leMaireOrvanne",
        "Il est né en 1952, à Lyon.",
        "Un Ph.D de la société Mt.Gox et de Will.i.am.",
        "Hautevigne dément. Marckson, le fils de Marck, aussi.",
        "M. Rivasseau et J. Chantereau contestent.",
        "Les CDIs et les PDFs, le TGVmax et l'ARNm.",
        "Le n°12, l'art.3 et la p.12 du vol.2.",
        "Les autoroutes A7, A51 et l'Airbus A320 ; la D2.5 et le 2010.5 du jour.",
        "Soufien Ayari, François Rivasseau, Mme Benoiton et M. Castelvert contestent.",
        "Sa femme Manuela et Pascale Robertet, de Villeneuve.",
        "Cet enlèvement s'ajoute aux autres enlèvements.",
        "Baptiste Lozac'h et Anna Plouzeneg dément. La super G de Pamella Oliveria notamment.",
        "Philippe Rockseller et Torkelsen président le club. Ilse Marken part.",
        "Le quotidien 20Minutes, la chaîne La7 et la finale, à 3,5 milliards d'euros.",
        "L'élu parla à la foule. Il parle des jeunes dans la cour.",
        "Une arme laïcisante, un 1er et un 12e, les 3es.",
        "Inès Carpentier menace Nortex, Autovia et Aquaplus de poursuites.",
        "Le groupe Carboson a racheté Loireville.",
    ],
)
def test_what_only_looks_glued_is_left_alone(text):
    article = cleaned(text)
    assert article.text == text
    assert not article.repairs


def test_a_repair_points_at_the_inserted_space_and_at_the_place_in_the_raw_text():
    raw = "Elle recule en 2019.Depuis, elle se tait."
    article = cleaned(raw)
    (repair,) = article.repairs
    assert repair.kind is RepairKind.GLUED_SENTENCES
    assert article.text[repair.start : repair.end] == " "
    assert repair.raw_start == repair.raw_end == raw.index("Depuis")
