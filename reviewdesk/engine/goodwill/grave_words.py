"""Words by which grave matters are known, language by language. A star stands for any ending.

A wrong alarm costs the owner one sentence; a voucher for a poisoned child can't be called back. So these are
wide. Serbian and Croatian are written in Latin letters: Cyrillic texts are read in these letters too.
"""

INJURY = {
    "en": (
        "injur*, hurt myself, hurt my, was hurt, bleed*, blood, burned my, burnt my, burned mouth, "
        "scald*, broke my tooth, broke a tooth, broken tooth, chipped tooth, chipped my, cracked tooth, "
        "cracked my tooth, lost a tooth, choked, choking, slipped and, slipped on, tripped over, fell "
        "down, broken glass, piece of glass, glass in, shard*, metal in, piece of metal, ambulance, "
        "paramedic*, emergency room, hospital, hospitals, hospitalis*, hospitaliz*, stitches, "
        "unconscious, fainted, concussion, assault*, punched"
    ),
    "pl": (
        "zranil*, skalecz*, krwaw*, krew, krwi, poparz*, oparz*, zlamal* zab, zlaman* zab, ulaman* zab, "
        "wyszczerb*, zadlawil*, zakrztusil*, poslizgn*, przewrocil*, upadl*, szklo w, kawalek szkla, "
        "kawalki szkla, odlamek*, metal w, karetk*, pogotowi*, szpital*, szwy, zemdla*, pobil*, uderzyl "
        "mnie, uderzyla mnie"
    ),
    "sr": (
        "povred*, povrijed*, krvari*, krv, krvi, ispekao se, ispekla se, opekao, opekla, opekotin*, "
        "slomi* zub, slomljen zub, polomi* zub, ugusi*, zagrcn*, okliznu*, poskliznu*, pao sam, pala sam, "
        "staklo u, komad stakla, srca u hrani, metal u, hitna pomoc, hitnu pomoc, hitnoj, bolnic*, "
        "savov*, onesvest*, onesvijest*, udario me, napao me, pretuk*"
    ),
    "ru": (
        "травм*, поранил*, порезал*, кровь, крови, кровотеч*, обжегся, обожгл*, ожог*, ошпарил*, сломал* "
        "зуб, сломан* зуб, откол* зуб, выбил* зуб, зуб слом*, подавил*, поперхнул*, поскользн*, упал и, "
        "упала и, стекло в, осколок*, осколк*, кусок стекла, металл в, скорая, скорую, скорой, больниц*, "
        "швы, потерял* сознание, обморок*, избил*, ударил меня, ударил мен*"
    ),
    "uk": (
        "травм*, поранив*, порізав*, порізал*, кров, крові, кровотеч*, опік*, обпік*, ошпарив*, зламав "
        "зуб, зламала зуб, зламаний зуб, подавив*, послизн*, скло в, скло у, уламок скла, шматок скла, "
        "швидку допомогу, швидка допомога, лікарн*, шви, знепритом*, побив*"
    ),
    "de": (
        "verletz*, blut, blutet*, geblutet, mich verbrannt, zunge verbrannt, finger verbrannt, "
        "verbrennung*, verbrüh*, zahn abgebrochen, zahn ausgebissen, zahn gebrochen, abgebrochener zahn, "
        "zahn verloren, verschluckt, erstickt*, ausgerutscht, gestürzt, gestolpert, glassplitter*, "
        "scherbe*, glasscherbe*, metallsplitter*, splitter, krankenwagen*, rettungswagen*, notarzt*, "
        "notaufnahme*, krankenhaus*, genäht, ohnmächtig*, bewusstlos*, geschlagen"
    ),
    "it": (
        "ferit*, sangue, sanguin*, ustion*, scottat*, rotto un dente, dente rotto, dente scheggiato, "
        "soffoc*, scivolat*, vetro nel*, pezzo di vetro, schegge*, ambulanza, pronto soccorso, ospedal*, "
        "svenut*"
    ),
    "es": (
        "herid*, lesion*, sangr*, me queme, me quemé, quemadura*, diente roto, roto un diente, rompi un "
        "diente, atragant*, resbal*, cristal en, vidrio en, trozo de cristal, trozo de vidrio, "
        "ambulancia*, urgencias, hospital, hospitales, hospitaliz*, desmay*"
    ),
    "fr": (
        "bless*, saign*, du sang, brule a, brulure*, dent cassee, casse une dent, cassé une dent, "
        "etouff*, gliss*, morceau de verre, bout de verre, ambulance*, urgences, hopital*, evanoui*"
    ),
    "cs": (
        "zranen*, poranil*, krvac*, krev, krve, popalil*, opařil*, zlomil* zub, zlomen* zub, udusil*, "
        "uklouzl*, sklo v, kus skla, strep*, sanitk*, zachrank*, nemocnic*, omdlel*"
    ),
}

ILLNESS = {
    "en": (
        "food poisoning, poison*, vomit*, threw up, throwing up, throw up, puk*, diarrh*, stomach ache, "
        "stomach bug, stomach cramps, stomach pain*, upset stomach, nausea*, nauseous, salmonell*, e "
        "coli, norovirus, listeri*, got sick, been sick, was sick, were sick, felt sick, feel sick, made "
        "me sick, made us sick, made him sick, made her sick, so sick, violently ill, got ill, fell ill, "
        "was ill, were ill, felt ill, feeling ill, became ill, fever, doctor, infection"
    ),
    "pl": (
        "zatru*, otru*, wymiot*, zwymiot*, zygal*, rzygal*, biegunk*, rozwolnien*, bol brzucha, bole "
        "brzucha, bolal* brzuch, brzuch mnie bol*, mdlosc*, nudnosc*, salmonell*, rozchorow*, zachorow*, "
        "chorow*, zle sie poczul*, goraczk*, lekarz*, niestrawnosc*, sensacje zoladkowe, problemy "
        "zoladkowe, rewolucje zoladkowe, jelitow*"
    ),
    "sr": (
        "trovanj*, otrova*, povrac*, povraca*, proliv, dijare*, stomacn*, bolovi u stomaku, bol u "
        "stomaku, bolio stomak, boleo stomak, bolela stomak, boli stomak, zeludac, zeluca, mucnin*, muka "
        "mi, bilo mi muka, pozlilo, lose mi je bilo, salmonel*, razbole*, razboli*, visok* temperatur*, "
        "povisen* temperatur*, groznic*, lekar*, lijecnik*, doktor*, bolestan, bolesna, bolesni"
    ),
    "ru": (
        "отрав*, траванул*, рвот*, рвало, вырвал*, стошнил*, тошнот*, тошнил*, понос*, диаре*, болел "
        "живот, болит живот, заболел живот, боли в животе, живот бол*, желуд*, сальмонел*, заболел*, "
        "плохо себя почувств*, стало плохо, стало дурно, высок* температур*, температур* под, врач*, "
        "инфекци*, кишечн*"
    ),
    "uk": (
        "отру*, блюва*, знудил*, нудот*, нудил*, пронос*, діаре*, болів живіт, болить живіт, біль у "
        "животі, шлун*, сальмонел*, захвор*, стало зле, стало погано, висок* температур*, лікар*, "
        "інфекці*, кишков*"
    ),
    "de": (
        "lebensmittelvergift*, vergift*, erbroch*, erbrech*, übergeb*, gekotzt, kotz*, durchfall*, "
        "magenschmerz*, magenkrämpf*, magen darm, magenverstimm*, bauchschmerz*, bauchkrämpf*, übelkeit, "
        "übel geworden, wurde übel, war übel, schlecht geworden, wurde schlecht, mir war schlecht, "
        "salmonell*, norovir*, krank, erkrank*, fieber, arzt, ärztin, infektion*"
    ),
    "it": (
        "intossic*, avvelen*, vomit*, diarrea, mal di stomaco, mal di pancia, dolori di stomaco, crampi, "
        "nausea, salmonell*, stato male, stata male, stati male, sentit* male, ammalat*, febbre, medico, "
        "infezion*"
    ),
    "es": (
        "intoxic*, envenen*, vomit*, diarrea, gastroenteritis, dolor de estomago, dolor de barriga, dolor "
        "de tripa, nausea*, salmonel*, enferm*, puse malo, puse mala, pusimos malos, sento mal, sentó "
        "fatal, fiebre, medico"
    ),
    "fr": (
        "intoxic*, empoisonn*, vomi*, diarrhe*, mal au ventre, mal de ventre, maux de ventre, crampes, "
        "nausee*, salmonell*, malade*, fievre, medecin*, gastro"
    ),
    "cs": (
        "otrav*, otráv*, zvrac*, prujem*, bolest bricha, bolesti bricha, bolelo bricho, bolelo me bricho, "
        "nevolnost*, udelalo se mi zle, udelalo se mi spatne, salmonel*, onemocn*, horeck*, lekar*"
    ),
}

ALLERGY = {
    "en": (
        "allerg*, anaphyla*, epipen*, coeliac*, celiac*, gluten*, lactose intoleran*, intoleran* to, "
        "hives, swollen throat, swollen lips, peanut*, nut allerg*"
    ),
    "pl": (
        "alergi*, alergen*, uczulen*, uczulon*, anafila*, celiak*, glutenu, bezgluten*, nietolerancj*, "
        "pokrzywk*, spuch*, orzeszk*"
    ),
    "sr": (
        "alergi*, alergen*, anafila*, celijaki*, gluten*, netoleranc*, intoleranc*, koprivnjac*, otekl*, "
        "natekl*, kikiriki*"
    ),
    "ru": (
        "аллерг*, анафила*, целиаки*, глютен*, непереносимост*, крапивниц*, отек, отекл*, опухл*, сыпь, "
        "арахис*"
    ),
    "uk": ("алерг*, анафіла*, целіакі*, глютен*, непереносим*, кропив*, набряк*, висип, арахіс*"),
    "de": (
        "allerg*, anaphyla*, zöliakie*, gluten*, unverträglich*, laktoseintoleran*, nesselsucht, "
        "ausschlag, geschwollen*, anschwell*, erdnuss*, erdnüsse*"
    ),
    "it": ("allerg*, anafila*, celiac*, glutine, intolleran*, orticaria, gonfi*, arachid*"),
    "es": (
        "alerg*, alérg*, anafila*, celiac*, celíac*, gluten, intoleran*, urticaria, hinchaz*, hincho*, "
        "cacahuete*, cacahuate*, mani"
    ),
    "fr": (
        "allerg*, anaphyla*, coeliaque*, cœliaque*, gluten, intoleran*, intoléran*, urticaire, gonfl*, "
        "cacahuete*, arachide*"
    ),
    "cs": (
        "alergi*, alergen*, anafyla*, celiaki*, lepek, lepku, bezlepk*, nesnasenlivost*, koprivk*, "
        "otekl*, arasid*"
    ),
}

HYGIENE = {
    "en": (
        "hygien*, unhygien*, cockroach*, roach, roaches, rat, rats, mouse, mice, rodent*, maggot*, worm, "
        "worms, bug in, bugs in, insect*, ants in, a fly in, fly in my, flies, bed bugs, bedbug*, hair "
        "in, hairs in, a hair, mold*, mould*, mildew, rotten, spoiled, spoilt, gone off, expired, out of "
        "date, rancid, raw chicken, raw meat, raw pork, raw inside, undercooked chicken, pink chicken, "
        "chicken was raw, chicken was pink, filthy, feces, faeces, urine, plaster in, band aid, bandaid, "
        "fingernail*, unsanitary, insanitary, health hazard"
    ),
    "pl": (
        "higien*, karaluch*, prusak*, szczur*, mysz, myszy, myszka, larw*, robak*, robal*, mrowk*, mucha "
        "w, muchy, pluskw*, owad*, wlos w, wlosy w, wlos na, wlosa w, plesn*, splesn*, zgnil*, zepsut*, "
        "smierdz*, nieswiez*, przetermin*, surowy kurczak, surowe mieso, surowego kurczaka, surowe w "
        "srodku, niedopieczony kurczak, brud, brudn*, brudu, syf, plaster w, paznok*"
    ),
    "sr": (
        "higijen*, bubasvab*, bubarus*, zohar*, pacov*, stakor*, mis, misa, misev*, crv, crva, crvi, "
        "crvljiv*, larv*, mrav*, muva, muvu, muva u, muha u, muhe, stenic*, insekt*, buba, bube, bubu, "
        "dlaka u, dlaku u, dlaka, dlake, kosa u, bud, budj*, buđ*, plesn*, plijesan, pljesniv*, trul*, "
        "pokvaren*, ustajal*, smrd*, istekao rok, istekao, sirova piletina, sirovo meso, prljav*, flaster "
        "u, nokat"
    ),
    "ru": (
        "гигиен*, таракан*, крыс*, мыш*, мышь, личин*, черв*, насеком*, муха в, мухи, клоп*, волос, "
        "волосы, волоса, волосом, плесен*, плесн*, заплесн*, гнил*, тухл*, протух*, испорч*, просроч*, "
        "несвеж*, сырая курица, сырую курицу, сырое мясо, курица сыр*, антисанит*, грязн*, грязь, вонь, "
        "вонял*, воняет, пластырь в, ноготь"
    ),
    "uk": (
        "гігієн*, тарган*, щур*, миша, миші, мишу, личин*, черв'як*, черв*, комах*, муха в, мухи, клоп*, "
        "волос, волосся, волосин*, плісняв*, цвіл*, гнил*, тухл*, протух*, зіпсован*, простроч*, несвіж*, "
        "сира курка, сиру курку, сире м'ясо, антисанітар*, брудн*, бруд, смерд*"
    ),
    "de": (
        "hygien*, unhygien*, kakerlak*, schabe, schaben, ratte*, maus, mäuse*, made, maden, wurm, würmer, "
        "käfer, fliege in, fliege im, fliegen, ameise*, bettwanz*, ungeziefer, insekt*, haar in, haar im, "
        "haare in, haare im, ein haar, schimmel*, verschimmel*, verdorben*, vergammel*, verfault*, "
        "gammel*, abgelaufen*, ranzig*, rohes hähnchen, rohes huhn, rohes fleisch, hähnchen roh, hähnchen "
        "war roh, huhn war roh, innen roh, nicht durchgegart, dreckig*, verdreckt*, schmutzig*, pflaster "
        "im, fingernagel*, gesundheitsamt"
    ),
    "it": (
        "igien*, scarafagg*, topo, topi, ratto, ratti, verme, vermi, insett*, mosca nel*, mosche, "
        "formich*, cimici, capello, capelli, muffa, ammuffit*, marcio, marcia, avariat*, scadut*, pollo "
        "crudo, carne cruda, sporc*, sporcizia, lurid*"
    ),
    "es": (
        "higien*, cucarach*, rata, ratas, raton, ratones, gusano*, insecto*, mosca en, moscas, hormiga*, "
        "chinches, pelo en, un pelo, pelos, moho, mohos*, podrid*, caducad*, mal estado, pollo crudo, "
        "carne cruda, suci*, mugr*"
    ),
    "fr": (
        "hygien*, cafard*, rat, rats, souris, ver dans, vers dans, asticot*, insecte*, mouche dans, "
        "mouches, fourmi*, punaise*, cheveu, cheveux, un poil, moisi*, pourri*, avarie*, perime*, poulet "
        "cru, viande crue, sale, sales, crasse*, insalubr*"
    ),
    "cs": (
        "hygien*, svab*, šváb*, krys*, mys, myši, mysi, larv*, cerv, cervi, hmyz*, moucha v, mouchy, "
        "stenic*, vlas v, vlasy v, vlas na, plisen, plisn*, plesniv*, shnil*, zkazen*, prosle, prosly, "
        "syrove kure, syrove maso, spinav*, spina"
    ),
}

DISCRIMINATION = {
    "en": (
        "racis*, racial*, discriminat*, sexis*, sexual*, homophob*, transphob*, antisemit*, islamophob*, "
        "xenophob*, bigot*, slur*, harass*, groped, molest*, because i am black, because we are black, "
        "because of my skin, skin colour, skin color, my religion, hijab, headscarf, wheelchair*, "
        "disabled, disability, guide dog*, service dog*, not served because"
    ),
    "pl": (
        "rasis*, rasow*, dyskrymin*, seksis*, seksual*, homofob*, transfob*, antysemi*, ksenofob*, "
        "molestow*, obmacyw*, kolor skory, koloru skory, wozek inwalidzk*, wozku inwalidzk*, "
        "niepelnospraw*, pies przewodnik, psa przewodnika, pies asystuj*, hidzab*, chusta na glowie"
    ),
    "sr": (
        "rasis*, rasn*, diskrimin*, seksis*, seksual*, homofob*, transfob*, antisemit*, ksenofob*, "
        "uznemir*, boja koze, boje koze, invalid*, kolica, pas vodic, nacionalnost*, hidzab*"
    ),
    "ru": (
        "расис*, расов*, дискримин*, сексис*, сексуал*, гомофоб*, трансфоб*, антисемит*, ксенофоб*, "
        "домога*, цвет кожи, цвета кожи, инвалид*, коляск*, собака поводырь, собакой поводырем, "
        "национальност*, хиджаб*"
    ),
    "uk": (
        "расис*, расов*, дискримін*, сексис*, сексуал*, гомофоб*, трансфоб*, антисеміт*, ксенофоб*, "
        "домаган*, колір шкіри, інвалід*, візк*, національн*, хіджаб*"
    ),
    "de": (
        "rassis*, diskrimin*, sexis*, sexuel*, homophob*, transphob*, antisemit*, fremdenfeind*, "
        "ausländerfeind*, belästig*, begrapsch*, hautfarbe, rollstuhl*, behindert*, behinderung*, "
        "blindenhund*, assistenzhund*, kopftuch*"
    ),
    "it": (
        "razzis*, razzial*, discrimin*, sessis*, sessual*, omofob*, transfob*, antisemit*, xenofob*, "
        "molest*, colore della pelle, sedia a rotelle, disabil*, cane guida"
    ),
    "es": (
        "racis*, racial*, discrimin*, machis*, sexis*, sexual*, homofob*, homófob*, transfob*, "
        "antisemit*, xenofob*, xenófob*, acos*, color de piel, color de mi piel, silla de ruedas, "
        "discapacit*, discapacid*, perro guia"
    ),
    "fr": (
        "racis*, racial*, discrimin*, sexis*, sexuel*, homophob*, transphob*, antisemit*, antisémit*, "
        "xenophob*, harcel*, harcèl*, couleur de peau, fauteuil roulant, handicap*, chien guide, voile "
        "islamique"
    ),
    "cs": (
        "rasis*, rasov*, diskrimin*, sexis*, sexual*, homofob*, transfob*, antisemit*, xenofob*, "
        "obtezov*, barva pleti, barvu pleti, invalid*, vozickar*, vodici pes"
    ),
}

LEGAL = {
    "en": (
        "lawyer*, attorney*, solicitor, to sue, sue you, sue them, sue this, will sue, suing, sued, "
        "lawsuit*, legal action, take legal, in court, to court, courthouse, small claims, police, health "
        "department, health inspector*, food inspector*, food standards, environmental health, trading "
        "standards, inspector, inspection, ombudsman, liab*, chargeback, press charges, consumer "
        "protection"
    ),
    "pl": (
        "prawnik*, adwokat*, pozew, pozwu, pozwe, sad, sadu, sadem, sadow*, sadzie, policj*, sanepid*, "
        "inspekcj*, inspektor*, rzecznik*, uokik*, odszkodow*, zadoscuczyn*, prokurat*, zglosz*, "
        "zgloszen*, ochrony konsument*"
    ),
    "sr": (
        "advokat*, odvjetnik*, tuzb*, tuziti, tuzicu, tuzit cu, sud, suda, sudu, sudom, sudsk*, polici*, "
        "inspekcij*, inspektor*, sanitarn*, odstet*, naknad* stete, prijaviti, prijavicu, prijavit cu, "
        "prijavu, tuzila*, zastit* potrosac*, drzavn* inspektorat"
    ),
    "ru": (
        "адвокат*, юрист*, в суд, суд, суда, суде, судом, судеб*, подам в суд, иск, иска, полици*, "
        "роспотребнадзор*, санэпид*, сэс, инспекци*, инспектор*, прокурат*, возмещен*, жалобу в, защит* "
        "прав потребител*"
    ),
    "uk": (
        "адвокат*, юрист*, суд, суду, суді, судом, позов*, поліці*, держпродспоживслужб*, санепід*, "
        "інспекці*, інспектор*, прокурат*, відшкодув*, захист* прав споживач*"
    ),
    "de": (
        "anwalt*, anwält*, rechtsanwalt*, rechtsanwält*, klage, verklag*, einklagen, gericht, vor "
        "gericht, gerichtlich*, rechtliche schritte, rechtlich*, polizei*, anzeige erstatt*, anzeige bei, "
        "anzeigen, strafanzeige*, gesundheitsamt*, lebensmittelkontroll*, lebensmittelüberwach*, "
        "ordnungsamt*, gewerbeamt*, verbraucherschutz*, verbraucherzentrale*, schadensersatz*, "
        "schadenersatz*, schmerzensgeld*, haftung, haftbar"
    ),
    "it": (
        "avvocat*, denunc*, querel*, tribunal*, causa legale, vie legali, carabinieri, polizia, nas, asl, "
        "ispettor*, ispezion*, risarcim*"
    ),
    "es": (
        "abogad*, demandar, demandare, demanda judicial, denunci*, tribunal*, juzgado*, juicio, policia, "
        "sanidad, inspector*, inspeccion*, hoja de reclamaciones, hojas de reclamaciones, reclamacion*, "
        "indemniz*, oficina de consumo"
    ),
    "fr": (
        "avocat*, plainte, porter plainte, tribunal*, poursuites, police, inspecteur*, inspection*, "
        "dgccrf, services d hygiene, services sanitaires, indemnis*, dommages et interets, repression des "
        "fraudes"
    ),
    "cs": (
        "pravnik*, právník*, advokat*, zalob*, soud, soudu, soudn*, polici*, inspekc*, inspektor*, "
        "hygienick* stanic*, odskodn*, nahrad* skody, coi, trestni oznameni"
    ),
}
