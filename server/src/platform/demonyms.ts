/**
 * Peoples by country, in English, French and Arabic, as masculine and feminine: no locale data has them. The countries
 * that travellers to and from Morocco are of, first of all.
 */
const PEOPLES = `
MA moroccan marocain marocaine مغربي مغربية
DZ algerian algérien algérienne جزائري جزائرية
TN tunisian tunisien tunisienne تونسي تونسية
LY libyan libyen libyenne ليبي ليبية
MR mauritanian mauritanien mauritanienne موريتاني موريتانية
EG egyptian égyptien égyptienne مصري مصرية
SD sudanese soudanais soudanaise سوداني سودانية
SA saudi saudi_arabian saoudien saoudienne سعودي سعودية
AE emirati émirien émirienne émirati émiratie إماراتي إماراتية uae
QA qatari qatarien qatarienne qatarie قطري قطرية
KW kuwaiti koweïtien koweïtienne كويتي كويتية
BH bahraini bahreïnien bahreïnienne بحريني بحرينية
OM omani omanais omanaise عماني عمانية
YE yemeni yéménite يمني يمنية
IQ iraqi irakien irakienne عراقي عراقية
SY syrian syrien syrienne سوري سورية
LB lebanese libanais libanaise لبناني لبنانية
JO jordanian jordanien jordanienne أردني أردنية
PS palestinian palestinien palestinienne فلسطيني فلسطينية
IL israeli israélien israélienne إسرائيلي إسرائيلية
IR iranian iranien iranienne إيراني إيرانية
TR turkish turc turque تركي تركية
FR french français française فرنسي فرنسية
ES spanish espagnol espagnole إسباني إسبانية
PT portuguese portugais portugaise برتغالي برتغالية
IT italian italien italienne إيطالي إيطالية
DE german allemand allemande ألماني ألمانية
AT austrian autrichien autrichienne نمساوي نمساوية
CH swiss suisse suissesse سويسري سويسرية
BE belgian belge بلجيكي بلجيكية
NL dutch néerlandais néerlandaise hollandais hollandaise هولندي هولندية
LU luxembourgish luxembourger luxembourgeois luxembourgeoise لوكسمبورغي لوكسمبورغية
GB british english scottish welsh britannique anglais anglaise écossais écossaise gallois galloise بريطاني بريطانية إنجليزي إنجليزية uk england scotland wales
IE irish irlandais irlandaise أيرلندي أيرلندية إيرلندي إيرلندية
DK danish danois danoise دنماركي دنماركية
SE swedish suédois suédoise سويدي سويدية
NO norwegian norvégien norvégienne نرويجي نرويجية
FI finnish finlandais finlandaise فنلندي فنلندية
IS icelandic islandais islandaise آيسلندي آيسلندية
PL polish polonais polonaise بولندي بولندية
CZ czech tchèque تشيكي تشيكية
SK slovak slovaque سلوفاكي سلوفاكية
HU hungarian hongrois hongroise مجري مجرية هنغاري هنغارية
RO romanian roumain roumaine روماني رومانية
BG bulgarian bulgare بلغاري بلغارية
GR greek grec grecque يوناني يونانية
CY cypriot chypriote قبرصي قبرصية
HR croatian croate كرواتي كرواتية
RS serbian serbe صربي صربية
SI slovenian slovène سلوفيني سلوفينية
BA bosnian bosnien bosnienne بوسني بوسنية
AL albanian albanais albanaise ألباني ألبانية
UA ukrainian ukrainien ukrainienne أوكراني أوكرانية
RU russian russe روسي روسية
BY belarusian biélorusse بيلاروسي بيلاروسية
LT lithuanian lituanien lituanienne ليتواني ليتوانية
LV latvian letton lettonne لاتفي لاتفية
EE estonian estonien estonienne إستوني إستونية
US american américain américaine أمريكي أمريكية أميركي أميركية usa america
CA canadian canadien canadienne كندي كندية
MX mexican mexicain mexicaine مكسيكي مكسيكية
BR brazilian brésilien brésilienne برازيلي برازيلية
AR argentine argentinian argentin أرجنتيني أرجنتينية
CL chilean chilien chilienne تشيلي تشيلية
CO colombian colombien colombienne كولومبي كولومبية
PE peruvian péruvien péruvienne بيروفي بيروفية
VE venezuelan vénézuélien vénézuélienne فنزويلي فنزويلية
CN chinese chinois chinoise صيني صينية
JP japanese japonais japonaise ياباني يابانية
KR korean south_korean coréen coréenne sud-coréen sud-coréenne كوري كورية
IN indian indien indienne هندي هندية
PK pakistani pakistanais pakistanaise باكستاني باكستانية
BD bangladeshi bangladais bangladaise بنغلاديشي بنغلاديشية
LK sri_lankan sri-lankais sri-lankaise سريلانكي سريلانكية
ID indonesian indonésien indonésienne إندونيسي إندونيسية
MY malaysian malaisien malaisienne ماليزي ماليزية
SG singaporean singapourien singapourienne سنغافوري سنغافورية
TH thai thaïlandais thaïlandaise تايلاندي تايلاندية
PH filipino filipina philippine philippin فلبيني فلبينية
VN vietnamese vietnamien vietnamienne فيتنامي فيتنامية
KZ kazakh kazakhstani كازاخستاني كازاخستانية
AU australian australien australienne أسترالي أسترالية
NZ new_zealander néo-zélandais néo-zélandaise نيوزيلندي نيوزيلندية
SN senegalese sénégalais sénégalaise سنغالي سنغالية
ML malian malien malienne مالي مالية
CI ivorian ivoirien ivoirienne إيفواري إيفوارية
BF burkinabe burkinabé بوركيني بوركينية
BJ beninese béninois béninoise بنيني بنينية
TG togolese togolais togolaise توغولي توغولية
GN guinean guinéen guinéenne غيني غينية
GM gambian gambien gambienne غامبي غامبية
GH ghanaian ghanéen ghanéenne غاني غانية
NG nigerian nigérian nigériane نيجيري نيجيرية
NE nigerien nigérien nigérienne
TD chadian tchadien tchadienne تشادي تشادية
CM cameroonian camerounais camerounaise كاميروني كاميرونية
GA gabonese gabonais gabonaise غابوني غابونية
CG congolese congolais congolaise كونغولي كونغولية
KE kenyan kényan kényane كيني كينية
ET ethiopian éthiopien éthiopienne إثيوبي إثيوبية
ZA south_african sud-africain sud-africaine
MG malagasy malgache مدغشقري مدغشقرية
MU mauritian mauricien mauricienne موريشيوسي موريشيوسية
DJ djiboutian djiboutien djiboutienne جيبوتي جيبوتية
SO somali somalien somalienne صومالي صومالية
KM comorian comorien comorienne قمري قمرية
`

/** Each name of a people with its country; `_` stands for a space. */
export const demonyms: readonly (readonly [name: string, code: string])[] = PEOPLES.trim()
  .split('\n')
  .flatMap((line) => {
    const [code = '', ...names] = line.split(' ')
    return names.map((name) => [name.replaceAll('_', ' '), code] as const)
  })
