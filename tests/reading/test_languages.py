"""The language of a text: refused where it is clearly one without a folder, English in doubt."""

from __future__ import annotations

import pytest

from timeline.errors import LanguageError
from timeline.reading.languages import language_of

ENGLISH = [
    "Ferry sinks.",
    "Ann Poe, 58, of Oslo, died Monday.",
    "OSLO (Wire) - Shares fell 3.2 per cent Tuesday.",
    "The president of the Republic of Côte d'Ivoire and the mayor of San José de la Cruz met in Rio de Janeiro.",
    "Der Spiegel and Le Monde reported that the talks in Den Haag had failed, according to people close to them.",
    "Sales fell, profits rose, ships sailed, banks failed, crowds cheered, police waited, rain fell, schools closed.",
    "Friday's strike follows last month's walkout. The union's demands: more pay.",
    "Monday’s market: Corvane’s shares, Merrow’s bonds, Oslo’s oil, Bergen’s fish. Don’t panic, says Poe’s partner: "
    "traders’ losses, brokers’ gains. Roe’s view: buyers’ market, sellers’ remorse, winners’ curse, losers’ luck.",
    "1 2 3 4 5 6",
    "!!!",
]
FOREIGN = {
    "German": "Die Fähre verließ den Hafen am Dienstag und wurde am Mittwoch von der Küstenwache gefunden, wie die "
    "Behörde mit der Polizei auf einer Pressekonferenz sagte. Es gibt noch keine Angaben über die Ursache.",
    "French": "Le bateau a quitté le port dans la nuit de mardi à mercredi et il a été retrouvé par les garde-côtes, "
    "selon la préfecture, qui ne donne pas encore de précisions sur les causes de cet accident.",
    "Spanish": "El barco salió del puerto en la noche del martes y fue encontrado por los guardacostas al día "
    "siguiente, según las autoridades, que no han dado más detalles sobre lo que pasó con la tripulación.",
    "another language": "Laiva lähti satamasta tiistai-iltana ja löydettiin keskiviikkona, rannikkovartiosto kertoi. "
    "Syytä onnettomuuteen ei vielä tiedetä, mutta tutkinta aloitettiin heti samana päivänä ja jatkuu koko viikon. "
    "Kapteenin mukaan meri oli tyyni eikä tuulta juuri ollut, kun alus kallistui nopeasti ja vesi nousi kannelle. "
    "Matkustajat pääsivät ajoissa pelastusveneisiin, joista heidät nostettiin lähellä olleeseen kalastusalukseen.",
    "a script other than Latin": "Паром вышел из порта во вторник вечером и был найден в среду утром.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_however_short(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("name", FOREIGN)
def test_a_language_without_a_folder(name: str) -> None:
    with pytest.raises(LanguageError, match=rf"in {name}.*: .*en.*--language"):
        language_of(FOREIGN[name])


def test_words_cut_short_before_an_apostrophe_are_french() -> None:
    text = (
        "L’état s’est dit prêt; l’armée n’a pas d’avions, qu’elle l’avoue ou s’y refuse. C’était l’avis d’un député, "
        "qu’on n’écoute plus, mais qu’il s’agit d’entendre."
    )
    with pytest.raises(LanguageError, match="French"):
        language_of(text)


def test_an_english_article_with_foreign_quotations_is_english() -> None:
    quotation = "“Die Fähre ist weg, und wir wissen nicht, wo sie ist”, he said. "
    assert language_of("The harbour master of the town was not in his office on Tuesday. " * 3 + quotation) == "en"
