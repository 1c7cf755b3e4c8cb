"""Names of months, as pages and tools write them."""

from reviewdesk.builtin.tables.names import folded

# A month a paragraph.
_NAMES = """
january jan januar jänner janner janvier janv gennaio gen enero ene januari styczeń stycznia sty
janeiro ocak leden ledna január ianuarie siječanj siječnja januara tammikuuta januar январь января янв
січень січня ιανουαρίου يناير

february feb februar février févr fév febbraio febrero februari luty lutego lut fevereiro fev şubat
únor února február februarie veljača veljače februara helmikuuta февраль февраля фев лютий лютого
φεβρουαρίου فبراير

march mar märz mär mars marzo maart mrt marzec marca março mart březen března marec martie ožujak
ožujka marta maaliskuuta март марта мар березень березня μαρτίου مارس

april apr avril avr aprile abril abr kwiecień kwietnia kwi nisan duben dubna apríl aprilie travanj
travnja aprila huhtikuuta апрель апреля апр квітень квітня απριλίου أبريل

may mai maggio mag mayo mei maj maja maio mayıs květen května máj mája svibanj svibnja toukokuuta май
мая травень травня μαΐου مايو

june jun juni juin giugno giu junio czerwiec czerwca cze junho haziran červen června jún júna iunie
lipnja juna kesäkuuta июнь июня червень червня ιουνίου يونيو

july jul juli juillet juil luglio lug julio lipiec lipca lip julho temmuz červenec července júl júla
iulie srpanj srpnja jula heinäkuuta июль июля липень липня ιουλίου يوليو

august aug août aoû agosto ago augustus sierpień sierpnia sie ağustos srpen srpna augusti avg kolovoz
kolovoza avgust avgusta elokuuta август августа авг серпень серпня αυγούστου أغسطس

september sep sept septembre settembre set septiembre wrzesień września wrz setembro eylül září rujan
rujna septembrie septembra syyskuuta сентябрь сентября сен вересень вересня σεπτεμβρίου سبتمبر

october oct oktober okt octobre ottobre ott octubre październik października paź outubro out ekim říjen
října október octombrie oktobra lokakuuta октябрь октября окт жовтень жовтня οκτωβρίου أكتوبر

november nov novembre noviembre novembro kasım noiembrie studeni studenog studenoga novembra
marraskuuta ноябрь ноября ноя листопада νοεμβρίου نوفمبر

december dec dezember dez décembre déc dicembre dic diciembre grudzień grudnia gru dezembro aralık
prosinec prosince decembrie prosinac prosinca decembra joulukuuta декабрь декабря дек грудень грудня
δεκεμβρίου ديسمبر
"""
# "listopad" is November in Polish and Czech, and October in Croatian: it is left out, and asked about.
MONTHS = {
    folded(word): number for number, words in enumerate(_NAMES.split("\n\n"), 1) for word in words.split()
}
