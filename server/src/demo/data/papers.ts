/** Files that hang on a record: a company, or somebody. */
export const PAPERS: readonly { on: 'account' | 'contact'; name: string; text: string }[] = [
  {
    on: 'account',
    name: 'Convention annuelle.txt',
    text: `CONVENTION ANNUELLE DE VOYAGES D’AFFAIRES

Tarifs négociés : remise de 8 % sur les nuitées, assistance à l’aéroport offerte.
Commande : bon de commande signé avant toute émission.
Règlement : virement à 30 jours, facture unique en fin de mois.
Annulation : sans frais jusqu’à sept jours avant le départ.
`,
  },
  {
    on: 'account',
    name: 'Rooming list.csv',
    text: `Chambre;Nom;Prénom;Type;Remarque
101;Bennani;Youssef;Single;Étage bas
102;Alaoui;Salma;Double;Lit bébé
102;Alaoui;Karim;Double;
103;التازي;مريم;Single;Repas halal
`,
  },
  {
    on: 'contact',
    name: 'Visa - pièces à fournir.txt',
    text: `Pièces à fournir pour la demande de visa

- Passeport valable six mois après le retour, deux pages libres
- Deux photos d’identité récentes sur fond blanc
- Attestation de travail et trois derniers bulletins de paie
- Relevés bancaires des trois derniers mois
- Assurance voyage (nous la fournissons)
`,
  },
]

/** Cards that were gathered at a fair, as somebody typed them in; one address has no end. */
export const CARDS = {
  name: 'Salon du tourisme - cartes.csv',
  text: `Prénom;Nom;E-mail;Téléphone;Ville;Note
Ghizlane;Amrouch;ghizlane@riad-zellige.example;0664 00 41 07;Fès;Riad de douze chambres, cherche des groupes
Soufiane;Kadiri;soufiane@kadiri-events.example;0664 00 41 18;Casablanca;Séminaires de 40 à 80 personnes
Laïla;Bensouda;laila@ecole-atlas.example;0664 00 41 29;Rabat;Voyage de fin d’année en mai
Reda;Tahiri;reda@tahiri;0664 00 41 30;Agadir;Rappeler après le salon
عزيز;الصنهاجي;aziz@sanhaji.example;0664 00 41 41;مراكش;مهتم بباقات العمرة لموظفيه
Wiam;Ouarzazi;wiam@atlas-trek.example;0664 00 41 52;Marrakech;Accompagnatrice de randonnées
`,
}
