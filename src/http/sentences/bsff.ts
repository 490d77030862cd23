import { type Sentence } from './sentence';

export const bsffSentences = {
  REFERENCE_TAKEN: {
    status: 409,
    fr: 'Un autre bordereau porte déjà cette référence : choisissez-en une autre.',
    en: 'Another slip already bears this reference: choose another one.',
  },
  BSFF_BEING_SENT: {
    status: 409,
    fr: 'Ce bordereau est en train de partir vers Trackdéchets : attendez la fin de l’export, puis refaites votre modification.',
    en: 'This slip is on its way to Trackdéchets: wait for the end of the export, then redo your change.',
  },
  BSFF_TYPE_FIXED: {
    fr: 'Le type d’un bordereau exporté ne change plus : dupliquez-le pour en choisir un autre.',
    en: 'The type of an exported slip cannot change: duplicate it to choose another one.',
  },
  ESTABLISHMENT_NOT_ON_SLIP: {
    fr: 'Sur un bordereau exporté, choisissez un établissement qui y figure ; pour changer d’émetteur, donnez aussi le nouveau dans emitter.company.',
    en: 'On an exported slip, choose an establishment that is on it; to change the emitter, give the new one in emitter.company too.',
  },
  BSFF_SEALED: {
    status: 422,
    fr: 'Une signature scelle les champs signalés : ils ne peuvent plus changer.',
    en: 'A signature seals the fields that are pointed at: they can no longer change.',
  },
  BSFF_NOT_DELETABLE: {
    status: 422,
    fr: 'Trackdéchets ne supprime un bordereau qu’avant la signature du transporteur, et l’émetteur seul peut le faire après la sienne.',
    en: 'Trackdéchets deletes a slip only before the transporter signs, and only for the emitter once the emitter has signed.',
  },
  REFERENCE_UNKNOWN: {
    fr: 'Rien ne porte cet identifiant, ou il a été supprimé : choisissez-en un autre.',
    en: 'Nothing bears this identifier, or it was deleted: choose another one.',
  },
  ONE_OF_TWO: {
    fr: 'Donnez « {one} » ou « {other} », pas les deux.',
    en: 'Give “{one}” or “{other}”, not both.',
  },
  ACTION_NO_EXPORT_RIGHT: {
    fr: 'Il vous faut le droit EXPORT_BSFF : demandez-le à un administrateur.',
    en: 'You need the right EXPORT_BSFF: ask an administrator for it.',
  },
  ACTION_NOTHING_TO_EXPORT: {
    fr: 'Trackdéchets a déjà ce bordereau tel qu’il est ici.',
    en: 'Trackdéchets already has this slip as it is here.',
  },
  ACTION_ALREADY_PUBLISHED: { fr: 'Ce bordereau est déjà publié.', en: 'This slip is already published.' },
  ACTION_PUBLISH_FIRST: {
    fr: 'C’est encore un brouillon sur Trackdéchets : publiez-le d’abord.',
    en: 'It is still a draft on Trackdéchets: publish it first.',
  },
  ACTION_NOT_AT_THIS_STEP: {
    fr: 'Ce n’est pas le moment de cette signature, ou elle est déjà faite.',
    en: 'It is not the time for this signature, or it is already made.',
  },
  ACTION_SECURITY_CODE_REQUIRED: {
    fr: 'Vous ne pouvez pas signer pour cet établissement : il faudra son code de signature.',
    en: 'You may not sign for this establishment: its security code will be needed.',
  },
  READINESS_ESTABLISHMENT_NOT_YOURS: {
    fr: 'Aucun établissement où votre clé Trackdéchets permet de créer un bordereau n’y figure comme émetteur, transporteur ou destination.',
    en: 'No establishment where your Trackdéchets token may create a slip is on it as emitter, transporter or destination.',
  },
  WARNING_WEIGHT_IS_NOT_SUM: {
    fr: 'Quantité totale : {value} kg, alors que les contenants font {sum} kg.',
    en: 'Total quantity: {value} kg, whereas the containers add up to {sum} kg.',
  },
  WARNING_CONTAINER_TWICE: {
    fr: 'Le contenant {numero} figure deux fois sur ce bordereau.',
    en: 'Container {numero} is listed twice on this slip.',
  },
  WARNING_CONTAINER_ELSEWHERE: {
    fr: 'Le contenant {numero} figure sur un autre bordereau encore ouvert.',
    en: 'Container {numero} is on another slip that is still open.',
  },
  WARNING_OVERFILLED: {
    fr: '{weight} kg dans {volume} litres : à 1 kg par litre, le contenant serait rempli à plus de 80 %.',
    en: '{weight} kg in {volume} litres: at 1 kg per litre, the container would be more than 80 % full.',
  },
  WARNING_TEXT_CUT: {
    fr: 'Trackdéchets coupe à la lecture ce qui suit un « < » : remplacez-le, par « moins de » par exemple.',
    en: 'Trackdéchets cuts off what follows a “<” when it is read: replace it, with “less than” for instance.',
  },
  WARNING_NO_RECEIPT: {
    fr: 'Ce transporteur n’a pas saisi de récépissé sur Trackdéchets : il ne pourra pas signer par la route, sauf exemption.',
    en: 'This transporter has recorded no receipt on Trackdéchets: it cannot sign by road unless exempted.',
  },
  WARNING_RECEIPT_NOT_KNOWN: {
    fr: 'Le récépissé de ce transporteur n’a pas encore pu être vérifié auprès de Trackdéchets.',
    en: 'This transporter’s receipt could not be checked with Trackdéchets yet.',
  },
  WARNING_RECEIPT_EXPIRED: {
    fr: 'Le récépissé de ce transporteur a expiré le {date}.',
    en: 'This transporter’s receipt expired on {date}.',
  },
  WARNING_RECEIPT_ENDS_SOON: {
    fr: 'Le récépissé de ce transporteur expire le {date}.',
    en: 'This transporter’s receipt expires on {date}.',
  },
  WARNING_NO_FICHE: {
    fr: 'Une collecte de petites quantités s’appuie d’ordinaire sur au moins une fiche d’intervention.',
    en: 'A collection of small quantities normally rests on at least one fiche d’intervention.',
  },
  WARNING_FUTURE_DATE: { fr: 'Cette date est à venir.', en: 'This date is in the future.' },
  WARNING_NO_ROOM_FOR_MARK: {
    fr: 'Au-delà de {max} caractères, la fin de ce texte cède la place au repère de l’export.',
    en: 'Beyond {max} characters, the end of this text gives way to the export’s mark.',
  },
  WARNING_COMPANY_NOT_KNOWN: {
    fr: 'L’établissement {orgId} n’a pas encore pu être vérifié auprès de Trackdéchets.',
    en: 'Establishment {orgId} could not be checked with Trackdéchets yet.',
  },
} satisfies Record<string, Sentence>;
