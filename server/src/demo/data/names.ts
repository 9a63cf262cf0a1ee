/** Names in their two scripts: what an enquiry in Arabic and one in French would write. */
export type Name = readonly [ar: string, latin: string]

export const MOROCCAN_FIRST: readonly Name[] = [
  ['محمد', 'Mohamed'],
  ['فاطمة الزهراء', 'Fatima-Zahra'],
  ['يوسف', 'Youssef'],
  ['خديجة', 'Khadija'],
  ['مريم', 'Meryem'],
  ['أمين', 'Amine'],
  ['سلمى', 'Salma'],
  ['حمزة', 'Hamza'],
  ['إيمان', 'Imane'],
  ['عبد الرحيم', 'Abderrahim'],
  ['نادية', 'Nadia'],
  ['رشيد', 'Rachid'],
  ['هدى', 'Houda'],
  ['المهدي', 'Mehdi'],
  ['أسماء', 'Asmae'],
  ['كريم', 'Karim'],
  ['زينب', 'Zineb'],
  ['إلياس', 'Ilyas'],
  ['حنان', 'Hanane'],
  ['سعيد', 'Saïd'],
  ['لمياء', 'Lamiae'],
  ['أنس', 'Anas'],
  ['غيثة', 'Ghita'],
  ['عمر', 'Omar'],
  ['سناء', 'Sanae'],
  ['طارق', 'Tarik'],
  ['نجوى', 'Najwa'],
  ['عادل', 'Adil'],
  ['بشرى', 'Bouchra'],
  ['ياسين', 'Yassine'],
  ['وفاء', 'Wafae'],
  ['عبد اللطيف', 'Abdellatif'],
  ['دنيا', 'Dounia'],
  ['حسن', 'Hassan'],
  ['كوثر', 'Kaoutar'],
  ['مصطفى', 'Mustapha'],
]

export const MOROCCAN_LAST: readonly Name[] = [
  ['بناني', 'Bennani'],
  ['العلوي', 'Alaoui'],
  ['الإدريسي', 'Idrissi'],
  ['التازي', 'Tazi'],
  ['الفاسي', 'El Fassi'],
  ['بنجلون', 'Benjelloun'],
  ['برادة', 'Berrada'],
  ['الشرايبي', 'Chraïbi'],
  ['العمراني', 'El Amrani'],
  ['المنصوري', 'Mansouri'],
  ['الصقلي', 'Sqalli'],
  ['الوزاني', 'Ouazzani'],
  ['لحلو', 'Lahlou'],
  ['بوعزة', 'Bouazza'],
  ['أيت لحسن', 'Aït Lahcen'],
  ['الناصري', 'Naciri'],
  ['الخطيب', 'El Khatib'],
  ['زروالي', 'Zerouali'],
  ['بنعلي', 'Benali'],
  ['المرابط', 'El Mrabet'],
  ['السباعي', 'Sebaï'],
  ['الكتاني', 'Kettani'],
  ['بوشتى', 'Bouchta'],
  ['الحسني', 'Hassani'],
  ['أوحمو', 'Ouhammou'],
  ['الراشدي', 'Rachidi'],
  ['مكوار', 'Mekouar'],
  ['الغازي', 'El Ghazi'],
  ['بلمقدم', 'Belmokaddem'],
  ['جسوس', 'Jessous'],
  ['الزياني', 'Ziani'],
  ['قباج', 'Kabbaj'],
  ['الهاشمي', 'El Hachimi'],
  ['بنكيران', 'Benkirane'],
  ['تاعرابت', 'Taarabt'],
  ['حجي', 'Hajji'],
]

export const GULF_FIRST: readonly Name[] = [
  ['عبد الله', 'Abdullah'],
  ['نورة', 'Noura'],
  ['فيصل', 'Faisal'],
  ['سارة', 'Sarah'],
  ['خالد', 'Khalid'],
  ['ريم', 'Reem'],
  ['ماجد', 'Majid'],
  ['هند', 'Hind'],
  ['سلطان', 'Sultan'],
  ['العنود', 'Al Anoud'],
  ['تركي', 'Turki'],
  ['لطيفة', 'Latifa'],
  ['بدر', 'Badr'],
  ['شيخة', 'Sheikha'],
  ['ناصر', 'Nasser'],
  ['جواهر', 'Jawaher'],
]

export const GULF_LAST: readonly Name[] = [
  ['القحطاني', 'Al Qahtani'],
  ['العتيبي', 'Al Otaibi'],
  ['المنصوري', 'Al Mansoori'],
  ['الكعبي', 'Al Kaabi'],
  ['الشمري', 'Al Shammari'],
  ['الدوسري', 'Al Dosari'],
  ['المري', 'Al Marri'],
  ['الهاجري', 'Al Hajri'],
  ['الزعابي', 'Al Zaabi'],
  ['الغامدي', 'Al Ghamdi'],
  ['العجمي', 'Al Ajmi'],
  ['النعيمي', 'Al Nuaimi'],
]

const latin = (names: string): readonly Name[] => names.split(', ').map((name) => [name, name])

export const FRENCH_FIRST = latin(
  'Camille, Thomas, Claire, Julien, Élodie, Nicolas, Sophie, Antoine, Chloé, Mathieu, Aurélie, Pierre, Hélène, Vincent, Manon, François, Anaïs, Guillaume, Isabelle, Benoît, Margaux, Étienne',
)
export const FRENCH_LAST = latin(
  'Lefèvre, Moreau, Girard, Rousseau, Mercier, Fontaine, Chevalier, Garnier, Lambert, Faure, Dufour, Perrin, Marchand, Renaud, Vasseur, Collet, Bertrand, Gauthier, Delmas, Roussel, Besson, Leclercq',
)
export const SPANISH_FIRST = latin(
  'Lucía, Javier, Carmen, Álvaro, María José, Sergio, Elena, Pablo, Rocío, Andrés, Marta, Íñigo, Pilar, Rubén',
)
export const SPANISH_LAST = latin(
  'García Núñez, Muñoz, Romero Ortega, Domínguez, Vázquez, Serrano, Ibáñez, Molina Peña, Castaño, Herrero, Gutiérrez, Rojas, Cabrera, Ordóñez',
)
export const BRITISH_FIRST = latin(
  'Emily, James, Charlotte, Oliver, Hannah, Daniel, Sophia, Benjamin, Megan, Callum, Olivia, Alistair, Priya, Zara, Gareth, Fiona',
)
export const BRITISH_LAST = latin(
  'Thompson, Hughes, Patel, Robertson, Bennett, Clarke, Whitfield, O’Connor, Marshall, Fletcher, Ahmed, Davies, Harrington, Sinclair, Wright, Mackenzie',
)
export const GERMAN_FIRST = latin('Katharina, Jürgen, Anna, Stefan, Björn, Sabine, Lukas, Heike, Matthias, Jana')
export const GERMAN_LAST = latin('Müller, Schäfer, Hoffmann, Weiß, Krüger, Lindner, Brandt, Köhler, Vogel, Zimmermann')
export const AMERICAN_FIRST = latin('Ashley, Michael, Jennifer, Ryan, Lauren, Brandon, Nicole, Tyler, Danielle, Marcus')
export const AMERICAN_LAST = latin('Johnson, Ramirez, Miller, Nguyen, Cooper, Bailey, Foster, Coleman, Reed, Sullivan')
export const ITALIAN_FIRST = latin(
  'Giulia, Matteo, Francesca, Lorenzo, Chiara, Davide, Nicolò, Elisa, Alessandro, Noemi',
)
export const ITALIAN_LAST = latin(
  'Ricci, De Luca, Ferrari, Conti, Marchetti, Gallo, Bianchi, Moretti, D’Angelo, Rinaldi',
)
