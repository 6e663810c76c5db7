"""The words of general news, joined to those of this field in the lexicon.

They are kept apart because the index marks first names and titles by the lexicon alone.
"""

from typing import Final

from bot.corpus.sentences import SPEECH_VERBS, word_set
from bot.index.speech import lexicon

# Verbs by which people speak in any news; those of sentences.py are this field's.
SAYING: Final = SPEECH_VERBS | word_set("""
    accused accuses admonished barked compared compares begged bellowed berated blasted blurted
    cabled chastised chuckled clarified criticised criticized crowed decried demurred denounced
    denounces deplored derided derides dismissed dismisses disclosed drawled elaborated emailed
    e-mailed enthused fumed gasped giggled goes grinned groaned groused gushed hailed hails hissed
    hollered implored inquired intoned jested jotted lambasted lectured likened likens mocked mocks
    moaned mumbled opined praised praises prayed queried railed ranted raved rebuked recited
    rejoined reprimanded roared ruled scoffed scoffs scolded scrawled scribbled shrieked shrugged
    slammed snarled sneered sniffed snorted sobbed speculated spluttered sputtered stammered
    surmised taunted termed texted theorized thundered vented ventured wailed whined wired
    wisecracked yelped
""")
# Verbs of these only with a word after them: "as he put it", "she shot back".
PHRASAL: Final = {
    "put": (" it", " down:", " down,"), "shot": (" back",), "shoots": (" back",),
    "fired": (" back",), "fires": (" back",), "hit": (" back",), "struck": (" back",),
    "found": (" that",), "finds": (" that",),
    "piped": (" up",), "chimed": (" in",), "chimes": (" in",), "spoke": (" up",),
}  # fmt: skip
TITLES: Final = lexicon.TITLES | word_set("""
    Ald Ald. Alderman Alderwoman Archbishop Assemblyman Assemblywoman Bishop Cardinal Chair
    Chairperson Chairwoman Chaplain Cllr Cllr. Commissioner Comptroller Constable Corporal
    Councillor Councilman Councilmember Councilor Councilwoman Deacon Delegate Deputy Det Det.
    Detective Elder Ensign Imam Inspector Justice Leader Magistrate Mayor Monsignor Pastor Pvt Pvt.
    Rabbi Reverend Selectman Selectwoman Sheriff Sister Solicitor Speaker Superintendent Supt Supt.
    Trooper Undersecretary Vicar Whip
    Captains Colonels Drs. Generals Judges Member Messrs. Professors Representatives Reps. Senators
    Sens. Tem Tempore
""")
ROLES: Final = lexicon.ROLES | word_set("""
    accountant alderman architect assemblyman assemblywoman auctioneer banker barista bartender
    bookkeeper bookseller botanist broker builder bureaucrat businessman businesswoman candidate
    caretaker cashier catcher chairperson challenger chemist clergyman clerk climatologist co-chair
    co-chairman co-chairwoman co-director co-owner co-sponsor commentator commissioner comptroller
    congresswoman conservationist constable consultant contractor cornerback coroner councillor
    councilman councilmember councilor councilwoman counselor cryptographer defendant defenseman
    dentist detective developer diplomat dispatcher drummer ecologist electrician envoy
    epidemiologist ethicist financier firefighter fisherman forecaster foreman forewoman freshman
    geneticist geographer geophysicist goalie goalkeeper goaltender grader guitarist hydrologist
    incumbent infielder innkeeper janitor journeyman judge juror justice landlord left-hander
    legislator librarian lieutenant lifeguard linebacker lineman litigator lobbyist magistrate
    metallurgist microbiologist midfielder midwife moderator naturalist neurologist neuroscientist
    nun oceanographer optician organiser organizer outfielder owner paleontologist paramedic pastor
    pediatrician pensioner pharmacist physiologist pitcher plaintiff plumber pollster postman
    postmaster presenter principal prosecutor psychiatrist psychologist quarterback rabbi
    radiologist rancher rector referee reliever respondent restaurateur retiree right-hander roofer
    rookie screenwriter seismologist sheriff shortstop sociologist solicitor sophomore speaker
    sponsor statistician strategist submariner surveyor technologist theologian therapist treasurer
    trooper trucker trustee umpire undersecretary undertaker valedictorian volunteer waiter waitress
    watchmaker whistleblower worker zookeeper zoologist
""")
# Words for people without a name; some of them are surnames, too.
SOMEBODY: Final = ROLES | word_set("""
    apprentice archaeologist bailiff bosun brewer cardiologist carer choreographer climber crofter
    curate custodian cyclist deckhand diver ferryman forester glazier groundsman gunner
    harbourmaster headmaster headmistress headteacher hiker interpreter joiner jeweller lodger
    mariner mate member milkman miller newcomer oncologist organist patient pianist postwoman
    potter prisoner rower sculptor shepherd steward stonemason swimmer tenant tutor typist vet
    veterinarian violinist weaver
    astronaut baby baker barber bidder boy bride butcher bystander carpenter child commuter cook
    customer defender docker driver evacuee fan florist gardener girl grocer guest jockey kid lady
    listener maid man mason miner mourner onlooker painter parishioner passenger passer-by person
    plater porter protester shopper skipper source spectator stranger striker teenager tourist
    viewer visitor voter warden winger woman youngster
""")
# "the Swede said": who comes from there, and is somebody of whom the text has spoken.
DEMONYMS: Final = word_set("""
    American Argentine Australian Austrian Belgian Brazilian Briton Bulgarian Californian Canadian
    Chilean Colombian Croat Croatian Cuban Czech Dane Dutchman Dutchwoman Egyptian Englishman
    Englishwoman Ethiopian Finn Frenchman Frenchwoman German Ghanaian Greek Hungarian Icelander
    Indian Iranian Irishman Irishwoman Israeli Italian Jamaican Kenyan Korean Latvian Lithuanian
    Londoner Mexican Moroccan Nigerian Norwegian Pakistani Parisian Pole Portuguese Romanian Russian
    Scot Scotsman Serb Serbian Slovak Slovene Slovenian Spaniard Swede Swiss Texan Turk Ukrainian
    Uruguayan Venezuelan Welshman Welshwoman
""")
# Roles of so many that "the official said" means nobody in particular.
NOT_MEANT: Final = word_set("""
    aide bystander colleague driver expert fan fellow friend guest insider listener neighbor
    neighbour officer official passer-by passenger person protester resident source speaker
    spectator spokesman spokesperson spokeswoman stranger student viewer visitor volunteer voter
    witness worker
""")
NO_SPEAKER: Final = lexicon.NO_SPEAKER | word_set("""
    Advisers Advisors Advocates Aides Analysts Authorities Backers Conservative Conservatives
    Customers Democrat Democratic Democrats Economists Employees Executives Families Fans Farmers
    Farmworkers Firefighters Forecasters Immigrants Investors Judges Justices Lawmakers Lawyers
    Leaders Legislators Liberal Liberals Locals Managers Members Neighbors Neighbours Nurses
    Observers Opponents Organizers Owners Parents Passengers Players Police Politicians Pollsters
    Prosecutors Protestors Regulators Republican Republicans Residents Senators Shareholders
    Shoppers Staff Strategists Students Supporters Survivors Teachers Traders Troopers Troops
    Union Unions Users Victims Visitors Volunteers Voters Workers
""")
WOMANS_TITLES: Final = lexicon.WOMANS_TITLES | word_set("""
    Assemblywoman Chairwoman Councilwoman Sister
""")
MANS_TITLES: Final = lexicon.MANS_TITLES | word_set("Alderman Assemblyman Councilman")
WOMEN: Final = lexicon.WOMEN | word_set("""
    Abby Addie Adela Adeline Adriana Adrienne Agatha Agnieszka Aiko Aileen Aimee Aisha Alana
    Alba Alberta Alejandra Alessandra Alexandria Alina Alisa Alisha Alison Alissa Alma Althea
    Alyssa Amal Amalia Amara Amelie Amina Amira Ana Anastasia Angelica Angelique Angie Anjali
    Ann Anna-Lena Annabel Annabelle Annalise Anneke Annette Annie Antoinette Antonia April
    Arabella Ariana Ariel Arlene Astrid Athena Avery Ayesha Bea Beatrice Beatriz Becky Belinda
    Bella Berenice Bernice Bertha Bess Betsy Bettina Bianca Birgit Blanca Blanche Bobbie Brandi
    Brandy Bridget Brigid Brigitte Britt Brooke Bryn Caitlin Callie Candace Candice Cara Carey
    Carina Carissa Carlotta Carly Carole Carolyn Carrie Casey Cassidy Cassie Catalina Cathy
    Cecile Cecily Celeste Celia Celine Chandra Chantal Charity Charlene Chelsea Cherie Chiara
    Christie Christy Cindy Clarissa Clementine Cleo Consuelo Cora Coral Corinne Cornelia
    Courtney Cristina Crystal Daisy Dalia Dana Danica Daniela Danielle Daria Darla Darlene Dawn
    Deanna Deb Debora Deirdre Delia Delilah Della Delores Delphine Denisa Desiree Dianne Dina
    Dinah Dixie Dolly Dolores Dominique Dora Doreen Dorothea Dot Drusilla Ebony Edie Edwina
    Effie Eiko Elisa Elise Eliza Ellie Elodie Elspeth Elvira Emiko Emilia Enid Erika Erma
    Ernestine Esmeralda Esperanza Estelle Eugenia Eunice Evangeline Eve Faith Fanny Farah Fay
    Faye Felicity Fern Flora Flossie Fran Francesca Francine Francisca Francoise Freda Frederica
    Freya Frieda Gabriela Gabriella Gayle Gemma Georgette Georgina Geraldine Gigi Gilda Gillian
    Ginger Ginny Giovanna Gisele Gita Gladys Glenda Glenna Golda Graciela Gretchen Guadalupe
    Gudrun Gwendolyn Hailey Haley Hana Hanna Hanne Hattie Hedwig Helena Helene Helga Henrietta
    Hilary Hilda Ilana Ilse Iman Imani Imelda Imogen Ines Inez Inga Inge Ingeborg Iona Iris Irma
    Isabelle Isadora Ivana Ivonne Ivy Jacinda Jada Jade Jaime Jaleh Jamie Jamila Jan Jana
    Janelle Janine Janis Jayne Jeanette Jeanine Jeanna Jeannette Jeannie Jenifer Jeri Jerri Jess
    Jessie Jewel Joanne Jocelyn Jodi Jody Johanna Jolene Joni Jordan Josefina Josie Joy Juana
    Juanita Judi Juliana Julianne Julieta Juliette June Justine Kai Kamala Karina Karla Karolina
    Kasia Kathie Kathrin Kay Kaya Kayleigh Keiko Keisha Kellie Kelsey Kendra Keri Kerry Kerstin
    Khadija Kiera Kiersten Kirstie Kitty Krista Kristi Kristin Kristine Krystal Kylie Lacey
    Laila Lana Lani Lara Larissa Latasha Latisha Latoya Lauren Lauretta Lauri Laverne Lavinia
    Layla Lea Leah Leanne Leigh Leila Lela Lenora Leona Leonora Leslie Leticia Letitia Lia Libby
    Liesl Lila Lilian Liliana Lilly Lina Lindsay Lindsey Linnea Liv Liz Liza Lizzie Lola Lolita
    Lorena Lorene Loretta Lorna Lottie Lou Louisa Luann Luciana Lucinda Lucretia Luisa Lupe Luz
    Lyn Lynda Lynette Lynne Lyra Mackenzie Maddie Madge Magda Magdalena Maia Maisie Malia
    Mallory Mamie Mandy Mara Marcella Margarita Margery Margie Margo Marguerite Mariah Mariam
    Marian Mariana Maribel Maricela Marilena Marion Marisa Marisol Marissa Marit Marita Marjory
    Marla Marlena Marnie Marta Martina Maryann Maryanne Matilda Mattie Maud Maude Maura Mavis
    Maya Mayra Mechthild Meg Meghan Mei Melinda Melody Mercedes Meryl Michaela Michele Michiko
    Millicent Millie Mimi Mina Minerva Minnie Miriam Missy Mitzi Moira Mona Monika Monique
    Morgan Muriel Myra Myrna Myrtle Nadine Nanette Nannette Natalya Nell Nelly Nettie Neva Niamh
    Nichole Nicolette Noor Noreen Nuala Octavia Odette Ofelia Olive Opal Ophelia Paloma Pam
    Paola Patrice Patsy Patty Pearl Petra Philippa Phyllida Pia Piper Portia Priya Prudence
    Quinn Rachael Rachelle Ramona Randi Raquel Rebekah Reese Reina Rena Rhiannon Ricarda Riley
    Rochelle Rocio Romy Roni Rosalia Rosalie Rosalinda Rosalyn Rosanna Rosanne Roseanne
    Rosemarie Rosetta Rosie Roslyn Rowena Roxana Roxane Ruby Ruthie Sachiko Salma Salome Saoirse
    Sasha Savannah Scarlett Selena Selma Shanice Shaniqua Shanna Shari Sharlee Sharlene Shauna
    Shawna Sheena Shelby Shelia Sheri Sherri Sheryl Shona Sian Siena Sierra Sigrid Silvia Simone
    Sinead Siobhan Skylar Sofia Solveig Sondra Sophie Stacie Stacy Steffi Susana Susanna
    Susannah Susanne Susie Suzette Sybil Sydney Sylvie Tabatha Tamika Tamsin Tania Tansy Tasha
    Tatyana Taylor Tessa Thea Theodora Therese Tiffany Tilda Tilly Tomoko Tonya Tori Tracie
    Tricia Trina Trudy Ulrike Uma Una Uschi Val Valeria Valerie Valery Velma Verna Veronica
    Veronique Viola Violet Virginie Viviana Vivienne Wanda Wilhelmina Willa Willow Winona Xenia
    Yasmin Yasmine Yesenia Yoko Yolanda Yumi Yuriko Zainab Zara Zelda Zelma Zena Zoey Zora
""")
MEN: Final = lexicon.MEN | word_set("""
    Abdul Abe Abel Abram Adan Ahmad Ahmed Aidan Akira Alastair Alberto Aldo Alec Alejandro
    Alessandro Alfonso Alfredo Ali Allan Allen Alonzo Alton Alvaro Amir Amit Amos Anders Andre
    Andy Angelo Angus Anil Antoine Anton Antony Archie Arjun Arlo Armando Armin Arnaud Arne Art
    Arturo Asher Ashok Atsushi Augustus Aziz Barack Barnaby Barney Bart Bartholomew Basil
    Benedict Benito Bennett Benny Bernardo Bernie Bert Billy Bjorn Blaine Blake Bo Bobby Boyd
    Brad Brendan Bret Brock Bryan Bryant Bryce Burt Byron Caleb Cameron Carey Carlo Carlton
    Carter Cary Casey Caspar Cedric Cesar Chadwick Chase Christoph Christophe Chuck Cliff
    Clifton Clint Cole Connor Conor Conrad Cooper Corey Cornelius Cory Cyril Cyrus Damien Damon
    Dana Dane Danny Dante Darius Darnell Darrell Darryl Deepak Delbert Denny Denzel Deshawn
    Desmond Devin Devon Diego Dieter Dimitri Dirk Domingo Donnie Donovan Doug Drew Duncan Dusty
    Dwayne Eamon Earle Edgardo Eduardo Efrain Egon Eike Einar Eldon Elias Elijah Eliot Elmer
    Elton Elvis Emanuel Emerson Emilio Emmanuel Emmett Enrique Ephraim Erich Ernesto Ernie Ervin
    Erwin Esteban Etienne Ezekiel Ezra Fabio Faisal Farid Federico Felipe Ferdinand Fernando
    Finn Florian Forrest Francisco Franco Francois Frankie Franklin Freddie Freddy Frederic
    Frederick Fredrick Fredrik Gareth Garrett Garth Gaston Gerard Gerardo Gerhard Gianni Gideon
    Gilberto Giles Gino Giorgio Giulio Giuseppe Glen Godfrey Gonzalo Gregor Griffin Guido
    Guillaume Guillermo Gunnar Gunther Gustav Gustavo Hakeem Hamid Hamza Harlan Harley Haruki
    Hasan Hassan Heath Hector Hendrik Henri Henrik Herb Herman Hideo Hiram Hiroshi Hollis Horace
    Horst Howie Hugo Humberto Humphrey Hussein Hyun Ibrahim Ignacio Ike Imran Ira Irving Isaiah
    Ismael Ismail Ivor Jacky Jaime Jake Jakob Jamal Jamie Jan Janusz Jared Jarrod Jasper Jed
    Jeffery Jens Jerald Jeremiah Jermaine Jerrod Jess Jin Joachim Joao Joaquin Jochen Jody Joey
    Johan Johannes Johnnie Johnny Jonah Jonas Jordi Jorge Jorgen Josh Josiah Jost Juergen Jules
    Julio Julius Jun Jurgen Kai Kareem Karim Karsten Kaspar Kazuo Keenan Keir Kelvin Kendall
    Kendrick Kenji Kenton Kermit Khalid Kieran Kim Kit Knut Kofi Kris Krishna Krzysztof Kumar
    Kwame Lachlan Lamar Landon Lars Laszlo Laurence Laurent Layne Leif Leigh Len Lenny Leonardo
    Leopold Leslie Lester Levon Liam Lincoln Linus Lonnie Loren Lorne Louie Lowell Lucian
    Luciano Lucien Luigi Luther Lyle Lynn Mack Magnus Mahmoud Manfred Manny Manuel Marcel
    Marcelo Marco Mariano Mario Marion Marlon Marquis Marty Martyn Marvin Mason Massimo Mateo
    Mathias Mathieu Mats Matt Matthias Mauricio Maurizio Maynard Mehmet Melvin Merle Merrill
    Micah Micheal Michel Miguel Mikael Mikko Miles Milo Milton Minh Mitchell Mohamed Mohammad
    Mohammed Moises Monte Morgan Morris Moses Muhammad Murray Myron Nasir Nathaniel Neill Nelson
    Nestor Neville Newt Niall Nigel Nils Noah Noel Norbert Norris Octavio Ola Olaf Ole Olivier
    Omar Orville Osama Oswald Otis Ozzie Pablo Paolo Parker Pascal Pascual Patricio Percy Perry
    Petr Peyton Phillip Piers Pietro Piotr Prescott Preston Quentin Quincy Quinn Quinton Rafael
    Raj Rajesh Raju Ramesh Ramiro Ramon Randal Randall Randolph Randy Raphael Rashad Rasheed
    Raul Ravi Raymundo Reed Reggie Reid Reinhard Reinhold Rene Reuben Reza Rhys Ricardo Ricky
    Riley Ritchie Roberto Rocco Roderick Rodney Rodolfo Rodrigo Rogelio Rohan Rohit Rolando
    Romeo Rory Roscoe Royce Ruben Rudy Rufus Russell Ryan Salman Salvador Salvatore Samir Sammy
    Sandeep Sanjay Santiago Saul Scotty Serge Sergio Seth Shaun Shawn Sheldon Sherman Shigeru
    Shinji Silas Silvio Skylar Solomon Sonny Stan Stefano Stephane Stewart Sundar Sven Sylvester
    Tad Takashi Tariq Tate Taylor Terence Terrance Terrence Thaddeus Theo Thierry Thom Tiago
    Timothy Tobias Toby Tomas Tomasz Tommy Torsten Trent Trevor Trey Tristan Troy Truman Tucker
    Ty Tyrone Tyson Uwe Vern Vijay Vikram Vince Vito Wade Waldo Walker Wallace Waylon Weldon
    Wesley Wilbert Wilfred Wilfrid Willard Willem Willie Willis Wilmer Wim Winfred Woodrow Woody
    Wyatt Xavier Yasir Yusuf Yves Zachariah Zack Zane Zeke Zoltan
""")
# Words for people that tell whether they are women, or men.
_WOMANS: Final = word_set("""
    actress aunt congresswoman daughter girl girlfriend granddaughter grandmother lady mother niece
    nun sister waitress widow wife woman
""")
_MANS: Final = word_set("""
    boy boyfriend brother father grandfather grandson husband monk nephew son uncle widower man
""")


def gender(role: str) -> bool | None:
    """Tell whether who has a role is a woman; None where the word does not tell."""
    return (
        True
        if role in _WOMANS or role.endswith("woman")
        else (False if role in _MANS or role.endswith("man") else None)
    )
