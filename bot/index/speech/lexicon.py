"""The words by which people are told from places, crafts and bodies, in this field's prose."""

from typing import Final

from bot.corpus.sentences import word_set

# Abbreviated and written-out ranks and offices that stand before a name.
TITLES: Final = word_set("""
    Adm Adm. Administrator Admiral Ambassador Astronaut Attorney Brig Brig. Brigadier Capt Capt.
    Captain Cdr Cdr. Chairman Chancellor Chief Cmdr Cmdr. Col Col. Colonel Commander Congressman
    Congresswoman Cosmonaut Counsel Cpl Cpl. Dame Director Doctor Dr Dr. Engineer Gen Gen. General
    Gov Gov. Governor Hon. Judge King Lady Lieutenant Lord Lt Lt. Madame Maj Maj. Major Marshal
    Minister Miss Mister Mr Mr. Mrs Mrs. Ms Ms. Officer Pilot Pope Premier Pres. President Prince
    Princess Prof Prof. Professor Queen Rep Rep. Representative Rev. Secretary Sen Sen. Senator
    Sergeant Sgt Sgt. Sir Specialist Spokesman Spokeswoman Treasurer
""")
# Of these the first are no role, and the others only where no other is stated.
COURTESY: Final = word_set("Mr Mr. Mrs Mrs. Ms Ms. Miss Mister Sir")
LEARNED: Final = word_set("Dr Dr. Doctor Prof. Professor Lady Dame Lord")
WOMANS_TITLES: Final = word_set("Mrs Ms Mrs. Ms. Miss Lady Dame Queen Princess Congresswoman")
MANS_TITLES: Final = word_set("Mr Mr. Mister Sir Lord King Prince Congressman")
# What a person does, in lower case before a name or in an apposition.
ROLES: Final = word_set("""
    academician activist administrator adviser advisor aide ambassador analyst archivist artist
    astronaut astronomer astrophysicist attorney aunt author aviator biographer biologist boss
    broadcaster brother captain CEO CFO chairman chairwoman chef chief co-author co-founder coach
    colleague collector colonel columnist commander communicator composer congressman controller COO
    correspondent cosmonaut counsel cousin crewmate critic CTO curator daughter deputy designer
    director doctor economist editor engineer entrepreneur executive expert farmer father fellow
    founder friend general geologist governor granddaughter grandfather grandmother grandson guide
    head historian husband inspector instructor inventor investigator investor journalist lawmaker
    lawyer leader lecturer linguist machinist manager mathematician mayor mechanic meteorologist
    minister monk mother musician navigator negotiator neighbor neighbour nephew niece novelist
    nurse officer official operator philosopher photographer physician physicist pilot pioneer
    planner poet policeman politician premier president priest producer professor programmer
    publisher reporter researcher resident sailor scholar scientist seamstress secretary senator
    sergeant shopkeeper singer sister soldier son specialist spokesman spokesperson spokeswoman
    student superintendent supervisor surgeon tailor teacher technician translator uncle veteran
    welder widow wife winner witness writer
""")
# Of these, those that are somebody's.
KIN: Final = word_set("""
    aunt boss brother colleague cousin crewmate daughter father fellow friend granddaughter
    grandfather grandmother grandson husband mother neighbor neighbour nephew niece sister son uncle
    widow wife
""")
# Capitalised words that are no part of a person's name.
NO_NAME: Final = word_set("""
    Academy Act Administration Aerospace Africa Agency Agreement Air America American Americans
    Angeles Antarctic Antarctica Apollo April Archive Archives Arctic Ariane Army Artemis Asia
    Associates Association Atlantic Atlantis Atlas August Australia Australian Authority Avenue
    Award Baikonur Bank Base Battle Bay Beijing Berlin Board Book Border Britain British Building
    Bureau California Campaign Canada Canadian Canaveral Cape Capitol Capsule Cassini Center Central
    Centre Challenger Charter China Chinese Christmas City Club Coast College Columbia Command
    Commission Committee Communist Company Complex Conference Congress Constitution Control
    Corporation Corps Cosmodrome Council County Court Crew Curiosity Customs Daily Day December
    Defense Delta Department Desert Digest Discovery Division Dragon Dynamics Eagle Earth East
    Eastern Embassy Endeavour Energia Energy England English Europe European Explorer Facility
    February Federation Field Fleet Flight Florida Force Foundation France French Friday Fund
    Gateway Gazette Gemini German Germans Germany God Goddard Government Group Gulf Hall Herald Hill
    History Hospital Hotel House Houston Hubble Huntsville India Indian Industries Initiative
    Institute Institution Intelligence International Island Islands Italian Italy January Japan
    Japanese Journal July June Jupiter Kazakhstan Kremlin Laboratory Lake Lander Launch League
    Library London Luna Lunar Lunokhod Magazine March Mariner Marines Mars May Mercury Ministry
    Mission Monday Moon Mount Mountain Museum National Navy Neptune News Nobel North Northern
    November Observatory Ocean October Office Ohio Opportunity Orbiter Orion Pacific Pad Palace Park
    Parliament Party Pathfinder Patrol Pentagon Perseverance Pioneer Plan Planet Pluto Police Post
    Prize Program Programme Project Protection Proton Radio Ranger Redstone Regiment Report Republic
    Research Review River Road Rocket Room Rover Russia Russia's Russian Russians Salyut Saturday
    Saturn School Science Sciences Sea Security Senate September Series Service Shepard's Shuttle
    Siberia Sky Skylab Smithsonian Society Solar South Southern Soviet Soviets Soyuz Space
    Spacecraft Spaceflight Spirit Sputnik Squadron Square Star State States Station Steppe Stockholm
    Street Studies Study Subcommittee Sun Sunday Surveyor System Systems Task Technical Technologies
    Technology Telescope Test Texas Theater Theatre Thursday Times Titan Today Tower Transport
    Treasury Treaty Tribune Tuesday Union Unit United Universe University Uranus Valley Vanguard
    Venera Venus Viking Virginia Voskhod Vostok Voyager War Washington Wednesday Weekly West Western
    White Wing Workers World York Zond
""")
# Of these, those that are surnames where a first name goes before.
COMMON_SURNAMES: Final = word_set("""
    Berlin Day England Field Hall Hill House Hubble Lake London March May North Park Post Ranger
    Road Sky South Star Virginia Washington West Western White Wing York
""")
WOMEN: Final = word_set("""
    Abigail Ada Adele Agnes Alexandra Alexis Alice Alicia Allison Amanda Amber Amelia Amy Andrea
    Angela Angelina Anita Anna Anne Anousheh Ashley Audrey Ava Barbara Bernadette Beth Bethany Betty
    Beverly Bonnie Brenda Brittany Camille Carla Carmen Carol Caroline Cassandra Catherine Cecilia
    Charlotte Cheryl Chiaki Chloe Christa Christina Christine Claire Clara Claudia Claudie Colleen
    Connie Cynthia Daphne Debbie Deborah Debra Denise Diana Diane Donna Doris Dorothy Edith Edna
    Eileen Ekaterina Elaine Eleanor Elena Elisabeth Elizabeth Ella Ellen Eloise Elsie Emily Emma
    Erica Erin Esther Ethel Eva Evelyn Fatima Felicia Fiona Florence Frances Gabrielle Gail Galina
    Genevieve Georgia Gertrude Gina Gloria Grace Greta Gwen Gwynne Hannah Harriet Hazel Heather
    Heidi Helen Hillary Holly Ida Ingrid Irene Irina Isabel Isabella Jackie Jacqueline Jane Janet
    Janice Jasmin Jasmine Jean Jeanne Jenna Jennifer Jenny Jessica Jill Jo Joan Joann Joanna Jodie
    Josephine Joyce Judith Judy Julia Julie Juliet Kalpana Kara Karen Karin Kate Katherine Kathleen
    Kathryn Kathy Katie Katrina Kayla Kelly Kim Kimberly Kirsten Kristen Kristina Laura Laurel Lee
    Lena Lillian Lily Linda Lisa Lois Lori Lorraine Louise Lucia Lucille Lucy Lydia Lynn Lyudmila
    Mabel Madeleine Madeline Mae Maggie Marcia Margaret Margot Maria Marianne Marie Marilyn Marina
    Marjorie Marlene Marsha Martha Mary Maureen Maxine Megan Melanie Melissa Meredith Mia Michelle
    Mildred Miranda Molly Monica Nadia Nancy Naoko Naomi Natalia Natalie Natasha Nellie Nicola
    Nicole Nina Noelle Nora Norma Olga Olivia Paige Pamela Pat Patricia Patti Paula Pauline Peggy
    Penelope Penny Phoebe Phyllis Polly Poppy Priscilla Rachel Rebecca Regina Renee Rhea Rhonda Rita
    Roberta Robin Rosa Rosalind Rose Rosemary Roxanne Ruth Sabrina Sadie Sally Sam Samantha Sandra
    Sandy Sara Sarah Serena Shannon Sharon Sheila Shelley Sherry Shirley Sonia Sonya Sophia Stacey
    Stella Stephanie Sue Suni Sunita Susan Suzanne Svetlana Sylvia Tabitha Tamara Tammy Tanya Tara
    Tatiana Teresa Terry Thelma Theresa Tina Toni Tracey Tracy Trisha Ursula Valentina Vanessa Vera
    Vicki Victoria Virginia Vivian Wendy Whitney Wilma Winifred Yaping Yekaterina Yelena Yuki Yulia
    Yvette Yvonne Zoe
""")
MEN: Final = word_set("""
    Aaron Abraham Adam Adrian Al Alan Albert Aleksandr Aleksei Aleksey Alex Alexander Alexei Alexey
    Alfred Alvin Anatoli Anatoly Andrea Andreas Andrei Andrew Andrian Anthony Antonio Arkady Arnold
    Arthur Asif Austin Barry Ben Benjamin Bernard Bernhard Bill Bob Boris Bradley Brandon Brent
    Brett Brian Bruce Buzz Calvin Carl Carlos Cecil Chad Charles Charlie Chester Chris Christian
    Christopher Clarence Clark Claude Clay Clifford Clyde Cody Colin Craig Curt Curtis Dale Damian
    Dan Daniel Darren Dave David Dean Deke Dennis Derek Derrick Dick Dmitri Dmitry Dominic Don
    Donald Donn Douglas Duane Dustin Dwight Dylan Earl Ed Eddie Edgar Edmund Edward Edwin Eli Elliot
    Elliott Emil Enrico Eric Erik Ernest Ernst Ethan Eugene Evan Everett Felix Fidel Floyd Francis
    Frank Franz Fred Friedrich Fritz Fyodor Gabriel Gary Gavin Gene Gennady Geoffrey George Georges
    Georgy Gerald Gherman Gilbert Giovanni Glenn Glynn Gordo Gordon Graham Grant Greg Gregory
    Grigory Guion Gus Guy Hank Hans Harold Harrison Harry Harvey Heinrich Helmut Henry Herbert
    Hermann Homer Howard Hubert Hugh Ian Igor Ilya Irwin Isaac Ivan Jack Jackson Jacob Jacques James
    Jason Javier Jay Jean Jeff Jeffrey Jeremy Jerome Jerry Jesse Jim Jimmy Joe Joel Johann John Jon
    Jonathan Jordan Jose Josef Joseph Joshua Juan Julian Justin Karl Keith Kelly Ken Kenneth Kenny
    Kent Kevin Kirill Kirk Klaus Konstantin Kurt Kyle Lance Larry Lawrence Lee Leland Leo Leon
    Leonard Leonid Leroy Les Lev Levi Lew Lewis Lionel Lloyd Logan Lorenzo Lou Louis Luca Lucas
    Ludwig Luis Luke Lyndon Malcolm Marc Marcos Marcus Mark Marshall Martin Matthew Maurice Max
    Maxim Mel Michael Mike Mikhail Mitch Musa Nate Nathan Neal Ned Neil Nicholas Nick Nikita Nikolai
    Nikolay Norm Norman Oleg Oliver Oscar Otto Owen Pat Patrick Paul Pavel Pedro Pete Peter Phil
    Philip Pierre Ralph Ray Raymond Reginald Rex Richard Rick Rob Robbie Robert Robin Rod Rodion
    Roger Roland Rolf Roman Ron Ronald Ross Roy Rudolf Rudolph Rupert Ruslan Russ Rusty Sam Samuel
    Sandy Scott Sean Sebastian Semyon Sergei Sergey Shane Sid Sidney Sigmund Simon Spencer Stanislav
    Stanley Stefan Stephen Steve Steven Story Stu Stuart Ted Terry Theodore Thomas Tim Timur Todd
    Tom Tony Tracy Travis Tyler Ulf Umberto Vadim Valentin Valeri Valery Vance Vasili Vasily Vernon
    Viacheslav Victor Viktor Vincent Virgil Vitali Vitaly Vladimir Vyacheslav Wally Walter Warren
    Wayne Wendell Werner Wernher Wes Wilbur Wiley Wilhelm William Winston Wolfgang Yevgeni Yevgeny
    Yuri Zach Zachary
""")
SUFFIXES: Final = word_set("Jr Jr. Sr Sr. II III IV")
# Words that go before a role or a name without being part of either's core: "former", "NASA".
MODIFIERS: Final = word_set("""
    acting aerospace African Air air American Apollo Army assistant associate Australian Austrian
    aviation backup Belgian Black British Canadian capsule chief Chinese co command communications
    computer crew Czech Democratic deputy design docking Dutch engineering English European
    executive exploration fellow first flight Force foreign former French Gemini German ground
    Hungarian Indian Iranian Irish Israeli Italian Japanese launch lead leading long-time longtime
    lunar Marine medical Mercury military mission module NASA Naval navigation Navy new Nobel
    nuclear operations payload planetary Polish press prime principal program programme project
    propulsion public Republican rescue research retired rocket Russian science Scottish senior
    Shuttle shuttle Skylab software Soviet Soyuz Space space spacecraft spaceflight Spanish station
    support Swedish Swiss systems test then third training U.S. UK Ukrainian US veteran vice young
""")
# Words that begin what follows a name and is no role of it: a clause, a time, a place.
NO_ROLE: Final = word_set("""
    about across adding after again along among and as asked at because before beside but by calling
    causing citing coming day days describing during echoing ending explaining following for from
    giving having hour hours if in including inside into just last later laughing like long making
    minute minutes moment moments month months morning near next night not noting now on once or
    over pointing quoting recalling referring said saying says second seconds since smiling so
    speaking standing still that this though through to too until upon using waiting walking
    watching week weeks what when where which while who whom whose with within without year years
    yesterday
""")
# Capitalised words that take a verb of speech and yet name no speaker.
NO_SPEAKER: Final = word_set("""
    Americans April Astronauts August Britons Chinese Cosmonauts Critics Crowds December Doctors
    Engineers Europeans Experts February Friday Friends Germans Historians Investigators January
    July June Legend Management March May Men Monday Newspapers November October Officials People
    Pilots Protesters Reporters Researchers Rumor Rumors Rumour Rumours Russians Saturday Scientists
    September Somebody Sources Soviets Spectators Sunday Thursday Tradition Tuesday Wednesday
    Witnesses Women
""")
# Places and bodies of one word that speak: "Houston said".
SPEAKING_PLACES: Final = word_set("""
    Australia Baikonur Beijing Berlin Britain Canada China Congress England Europe France Germany
    Goddard Houston Huntsville India Italy Japan Kazakhstan Kremlin London Moscow Parliament Paris
    Pentagon Russia Senate Smithsonian Tokyo Washington
""")
# First names that stand for others.
NICKNAMES: Final = {
    "Al": "Alan",
    "Bill": "William",
    "Bob": "Robert",
    "Buzz": "Edwin",
    "Charlie": "Charles",
    "Deke": "Donald",
    "Dick": "Richard",
    "Ed": "Edward",
    "Gene": "Eugene",
    "Gus": "Virgil",
    "Jack": "John",
    "Jim": "James",
    "Joe": "Joseph",
    "Ken": "Kenneth",
    "Kathy": "Katherine",
    "Mike": "Michael",
    "Peggy": "Margaret",
    "Pete": "Charles",
    "Sandy": "Alexandra",
    "Ted": "Edward",
    "Tom": "Thomas",
    "Wally": "Walter",
    "Wiley": "Howard",
}
