<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>sotto::ui::ActivityPage</name>
    <message numerus="yes">
        <source>%Ln entries are shown.</source>
        <translation>
            <numerusform>%Ln entry is shown.</numerusform>
            <numerusform>%Ln entries are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivityWords</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::AttachStrip</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::ChainDialog</name>
    <message numerus="yes">
        <source>Nobody yet. At most %n person(s).</source>
        <translation>
            <numerusform>Nobody yet. At most %n person.</numerusform>
            <numerusform>Nobody yet. At most %n people.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::CodeField</name>
    <message numerus="yes">
        <source>Code, %n digits</source>
        <translation>
            <numerusform>Code, %n digit</numerusform>
            <numerusform>Code, %n digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::CodePage</name>
    <message numerus="yes">
        <source>The app shows a new code in %n s</source>
        <translation>
            <numerusform>The app shows a new code in %n s</numerusform>
            <numerusform>The app shows a new code in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::Composer</name>
    <message numerus="yes">
        <source>Too long by %n character(s)</source>
        <translation>
            <numerusform>Too long by %n character</numerusform>
            <numerusform>Too long by %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have sent %n STAT message(s) in 24 hours. Is this one an emergency?</source>
        <translation>
            <numerusform>You have sent %n STAT message in 24 hours. Is this one an emergency?</numerusform>
            <numerusform>You have sent %n STAT messages in 24 hours. Is this one an emergency?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::ConversationPane</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::CountdownBar</name>
    <message numerus="yes">
        <source>Locks in %n s. Any key or click keeps it open.</source>
        <translation>
            <numerusform>Locks in %n s. Any key or click keeps it open.</numerusform>
            <numerusform>Locks in %n s. Any key or click keeps it open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::DeskNotes</name>
    <message numerus="yes">
        <source>%n STAT waiting</source>
        <translation>
            <numerusform>%n STAT waiting</numerusform>
            <numerusform>%n STAT waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your answer</source>
        <translation>
            <numerusform>%n waits for your answer</numerusform>
            <numerusform>%n wait for your answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::DevicesPage</name>
    <message numerus="yes">
        <source>%n device(s) in use</source>
        <translation>
            <numerusform>%n device in use</numerusform>
            <numerusform>%n devices in use</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::DueText</name>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmergencyPage</name>
    <message numerus="yes">
        <source>For when this person, or what they sign in with, is not there. You can read and search what is on this workstation for %n minute(s); nothing can be sent or changed.</source>
        <translation>
            <numerusform>For when this person, or what they sign in with, is not there. You can read and search what is on this workstation for %n minute; nothing can be sent or changed.</numerusform>
            <numerusform>For when this person, or what they sign in with, is not there. You can read and search what is on this workstation for %n minutes; nothing can be sent or changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::EntryDelegate</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::KeepingLine</name>
    <message numerus="yes">
        <source>Older messages were removed after %n day(s) by your clinic’s policy.</source>
        <translation>
            <numerusform>Older messages were removed after %n day by your clinic’s policy.</numerusform>
            <numerusform>Older messages were removed after %n days by your clinic’s policy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Messages are removed from this workstation after %n day(s); what is not read or still asks for something stays.</source>
        <translation>
            <numerusform>Messages are removed from this workstation after %n day; what is not read or still asks for something stays.</numerusform>
            <numerusform>Messages are removed from this workstation after %n days; what is not read or still asks for something stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last done %1: %n message(s) removed.</source>
        <translation>
            <numerusform>Last done %1: %n message removed.</numerusform>
            <numerusform>Last done %1: %n messages removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n old message(s) kept under legal hold.</source>
        <translation>
            <numerusform>%n old message kept under legal hold.</numerusform>
            <numerusform>%n old messages kept under legal hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n old message(s) kept until the archive confirms them.</source>
        <translation>
            <numerusform>%n old message kept until the archive confirms it.</numerusform>
            <numerusform>%n old messages kept until the archive confirms them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::LockPage</name>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message waiting</numerusform>
            <numerusform>%n messages waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n STAT waiting</source>
        <translation>
            <numerusform>%n STAT waiting</numerusform>
            <numerusform>%n STAT waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::MainView</name>
    <message numerus="yes">
        <source>%n failed attempt(s) to sign in or unlock as you since %1.</source>
        <translation>
            <numerusform>%n failed attempt to sign in or unlock as you since %1.</numerusform>
            <numerusform>%n failed attempts to sign in or unlock as you since %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageListModel</name>
    <message numerus="yes">
        <source>%n reaction(s): %1</source>
        <translation>
            <numerusform>%n reaction: %1</numerusform>
            <numerusform>%n reactions: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageView</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::NavButton</name>
    <message numerus="yes">
        <source>%1, %n</source>
        <translation>
            <numerusform>%1, %n</numerusform>
            <numerusform>%1, %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::OnCallOfferBar</name>
    <message numerus="yes">
        <source>%n open item(s)</source>
        <translation>
            <numerusform>%n open item</numerusform>
            <numerusform>%n open items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::OnCallWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::RecallDialog</name>
    <message numerus="yes">
        <source>Read by %n:</source>
        <translation>
            <numerusform>Read by %n:</numerusform>
            <numerusform>Read by %n:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::RoleHandOverDialog</name>
    <message numerus="yes">
        <source>You hold it until they say yes. Then it is theirs, with %n open item(s), and those who wrote them are told.</source>
        <translation>
            <numerusform>You hold it until they say yes. Then it is theirs, with %n open item, and who wrote it is told.</numerusform>
            <numerusform>You hold it until they say yes. Then it is theirs, with %n open items, and those who wrote them are told.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::RolesDialog</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open item(s) of yours</source>
        <translation>
            <numerusform>%n open item of yours</numerusform>
            <numerusform>%n open items of yours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::SearchPane</name>
    <message numerus="yes">
        <source>Covers %n day(s), since %1</source>
        <translation>
            <numerusform>Covers %n day, since %1</numerusform>
            <numerusform>Covers %n days, since %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::TalkWords</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::TeamDialog</name>
    <message numerus="yes">
        <source>%n member(s). Made by %1.</source>
        <translation>
            <numerusform>%n member. Made by %1.</numerusform>
            <numerusform>%n members. Made by %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::Tile</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n STAT</source>
        <translation>
            <numerusform>%n STAT</numerusform>
            <numerusform>%n STAT</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::WorkstationPage</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
</TS>
