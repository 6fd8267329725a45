// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"

namespace sotto::test {
namespace {

constexpr std::int64_t kDay = 24 * 60;

ConversationSnapshot conversation(std::int64_t id, const char* title, const char* line,
                                  std::int64_t minutesAgo)
{
    ConversationSnapshot c;
    c.id = {id};
    c.address = QStringLiteral("person%1@clinic.example").arg(id);
    c.title = name(title);
    c.lastLine = SafeText::fromUtf8(line, SafeText::Kind::Line);
    c.lastAtMs = kNowMs - minutesAgo * kMinuteMs;
    c.presence = Presence::Available;
    return c;
}

PersonSnapshot person(const char* address, const char* who, const char* group, Presence presence)
{
    return {QString::fromUtf8(address), name(who), name(group), presence};
}

DeviceSnapshot device(quint32 id, const char* label, DeviceSnapshot::Trust trust)
{
    DeviceSnapshot one;
    one.id = id;
    one.label = name(label);
    one.platform = name(*label ? "linux" : "");
    one.firstSeenMs = kNowMs - 20 * kDay * kMinuteMs;
    one.lastSeenMs = kNowMs - 12 * kMinuteMs;
    one.trust = trust;
    one.keyDigest = QByteArray(32, static_cast<char>(id));
    one.mayCompare = true;
    return one;
}

}  // namespace

SafeText name(const char* text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Name);
}

SafeText body(const char* text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Body);
}

QList<ConversationSnapshot> sampleConversations()
{
    auto lee = conversation(1, "Dr Lee Sample", "Please call me before you let him go.", 1);
    lee.group = name("Physicians");
    lee.unread = 2;
    lee.topUnreadUrgency = Urgency::Stat;
    lee.verified = true;
    auto deskB = conversation(2, "Desk B", "Can you take over at 12?", 7);
    deskB.group = name("Front Desk");
    deskB.unread = 1;
    deskB.topUnreadUrgency = Urgency::Action;
    deskB.presence = Presence::Away;
    auto pharmacy =
        conversation(3, "On-call pharmacy", "Can we talk about the dose for room 4?", 31);
    pharmacy.unread = 4;
    pharmacy.topUnreadUrgency = Urgency::Concern;
    pharmacy.presence = Presence::DoNotDisturb;
    auto nurse = conversation(4, "Nurse Ana Sample", "I will ask and come back to", 65);
    nurse.lastLineIsDraft = true;
    nurse.verified = true;
    auto room = conversation(5, "Laboratory", "Sample received, result at about 11.", 140);
    auto imaging = conversation(6, "Imaging", "The next free slot is at 14:30.", kDay);
    imaging.presence = Presence::SignedOut;
    auto manager = conversation(7, "Practice manager with quite a long name",
                                "Thank you for yesterday.", 4 * kDay);
    manager.presence = Presence::SignedOut;
    auto fyi = conversation(8, "Dr Kim Example", "Noted, thanks.", 12 * kDay);
    return {lee, deskB, pharmacy, nurse, room, imaging, manager, fyi};
}

QList<PersonSnapshot> samplePeople()
{
    QList people{
        person("desk-b@clinic.example", "Desk B", "Front Desk", Presence::Away),
        person("desk-c@clinic.example", "Desk C", "Front Desk", Presence::SignedOut),
        person("lee@clinic.example", "Dr Lee Sample", "Physicians", Presence::Busy),
        person("kim@clinic.example", "Dr Kim Example", "Physicians", Presence::DoNotDisturb),
        person("ana@clinic.example", "Nurse Ana Sample", "Nurses", Presence::Available)};
    people[2].title = name("Cardiologist");
    people[3].title = name("Radiologist");
    people[3].department = name("Imaging");
    people[3].phone = name("555 0100");
    people[3].untilMs = kNowMs + 45 * kMinuteMs;
    people[4].title = name("Charge nurse");
    return people;
}

ActivityEntries sampleActivity()
{
    ActivityEntries page;
    std::uint64_t number = 4212;
    const auto add = [&](int minutesAgo, const char* who, const char* event, bool failed,
                         const char* whom, QList<QPair<QString, QString>> detail) {
        page.newestFirst << ActivityEntry{number--,
                                          kNowMs - minutesAgo * kMinuteMs,
                                          QString::fromLatin1(who),
                                          QString::fromLatin1(event),
                                          failed,
                                          QString::fromLatin1(whom),
                                          {},
                                          {},
                                          {},
                                          std::move(detail)};
    };
    const auto one = [](const char* key, const char* value) {
        return QPair{QString::fromLatin1(key), QString::fromLatin1(value)};
    };
    add(1, "p-desk-a", "message_acknowledged", false, "p-ana", {one("answer", "accepted")});
    add(3, "p-desk-a", "message_sent", false, "p-lee", {});
    add(9, "p-desk-b", "export", false, "", {one("way", "print"), one("reason", "referral")});
    page.newestFirst[0].conversation = page.newestFirst[2].conversation = QStringLiteral("c-ana");
    page.newestFirst[0].patient = QStringLiteral("patient-00-884471");
    page.newestFirst[1].conversation = QStringLiteral("c-a-room-that-is-gone");
    page.newestFirst[1].patient = QStringLiteral("patient-of-before");
    page.newestFirst[2].whom = QStringLiteral("p-ana");
    add(12, "p-desk-b", "unlock", false, "", {one("way", "pin")});
    add(13, "p-desk-b", "unlock_failed", true, "", {});
    add(40, "p-left-the-clinic", "login_failed", true, "", {});
    add(55, "p-desk-a", "trust_decision", false, "p-kim", {one("what", "compared")});
    add(90, "", "policy_loaded", false, "", {});
    page.newestFirst.back().object = QString(64, QLatin1Char('a'));
    add(91, "", "program_started", false, "", {});
    return page;
}

ChainSnapshot sampleChain()
{
    return {.state = ChainSnapshot::State::Unbroken,
            .records = 4212,
            .sinceMs = kNowMs - 203LL * 24 * 60 * kMinuteMs,
            .anchoredAtMs = kNowMs - 2 * kMinuteMs,
            .wasCompared = true};
}

ActivityReport sampleExceptions()
{
    using Kind = ActivityException::Kind;
    ActivityReport report;
    report.sinceMs = kNowMs - 8LL * 24 * 60 * kMinuteMs;
    report.wasReviewed = report.isDue = true;
    report.lines = {
        {Kind::AfterHours, QStringLiteral("p-ana"), 4, 3990, kNowMs - 30 * 60 * kMinuteMs,
         kNowMs - 29 * 60 * kMinuteMs},
        {Kind::FailedAttempts, QStringLiteral("p-desk-b"), 3, 4206, kNowMs - 15 * kMinuteMs,
         kNowMs - 13 * kMinuteMs},
        {Kind::PolicyChange, {}, 1, 4205, kNowMs - 90 * kMinuteMs, kNowMs - 90 * kMinuteMs}};
    return report;
}

QList<ComplianceItem> sampleCompliance()
{
    using State = ComplianceItem::State;
    const auto item = [](const char* rule, const char* law, const char* what, State state,
                         const char* evidence) {
        return ComplianceItem{QString::fromLatin1(rule), QString::fromLatin1(law),
                              QString::fromLatin1(what), state, QString::fromLatin1(evidence)};
    };
    return {item("R-1", "45 CFR 164.312(a)(1)", "Only people with access", State::Pass,
                 "No other user of this machine may read Sotto's 41 files."),
            item("R-3", "45 CFR 164.312(a)(2)(ii)", "Emergency access", State::Fail,
                 "Your clinic allows emergency access, and nothing here can open these messages "
                 "yet."),
            item("R-5", "45 CFR 164.312(a)(2)(iv)", "Encrypted on this machine", State::Pass,
                 "3 vaults looked at: none begins as a readable database. No memory dumps are "
                 "written. A guess of a password costs 256 MiB."),
            item("R-22", "CMS QSO-24-05-Hospital/CAH", "Texted orders", State::NotApplicable,
                 "Your clinic has switched it off.")};
}

SelfSnapshot sampleSelf()
{
    return {QStringLiteral("desk-a@clinic.example"), name("Desk A"), name("Front Desk"),
            name("Riverside Clinic")};
}

WorkstationSnapshot sampleWorkstation()
{
    using Source = SettingSnapshot::Source;
    const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
    const auto setting = [&](const char* key, const char* sentence, const char* value,
                             const char* unit, const char* rule, Source source) {
        SettingSnapshot one;
        one.key = text(key);
        one.sentence = text(sentence);
        one.value = name(value);
        one.unit = text(unit);
        one.rule = text(rule);
        one.source = source;
        if (source == Source::Clinic)
            one.origin = name("policy.toml");
        return one;
    };
    WorkstationSnapshot all;
    all.policyName = name("Riverside 2026-11");
    all.hasFile = true;
    all.sha256 = QStringLiteral("3f9a5e07c1d2").repeated(6).left(64);
    all.checkedAtMs = kNowMs;
    all.settings = {
        setting("session.lock_after_s", "Locks the session after this time without input.", "120",
                "s", "45 CFR 164.312(a)(2)(iii) (R-4); NIST SP 800-63B, 4.2.3 and 4.3.3 (R-25)",
                Source::Clinic),
        setting("session.lock_on", "Events that lock at once.",
                "os_lock, suspend, os_user_switch, badge_removed, lid", "",
                "45 CFR 164.312(a)(2)(iii) (R-4)", Source::Default),
        setting("auth.unique_user", "Each person has an account of their own.", "true", "",
                "45 CFR 164.312(a)(2)(i) (R-2)", Source::Default),
        setting("auth.password_min_len", "Shortest password; at least 15 where auth.mfa is off.",
                "14", "characters", "NIST SP 800-63B, 5.1.1 (R-26)", Source::Clinic),
        setting("content.copy", "Copying text to the clipboard.", "allow", "",
                "45 CFR 164.310(d)(1) (R-13)", Source::Default),
        setting("audit.syslog_host", "Host that receives audit records over TLS syslog.", "", "",
                "IHE ATNA ITI-20 (R-31)", Source::Default),
    };
    all.settings[2].isFixed = true;
    all.settings[3].wasClamped = true;
    all.lockAfterS = all.clinicLockAfterS = 120;
    all.blocksCapture = true;
    return all;
}

QList<TileSnapshot> sampleTiles()
{
    using State = TileSnapshot::State;
    return {{QStringLiteral("desk-a@clinic.example"), name("Desk A"), State::Locked, 2, 0},
            {QStringLiteral("desk-b@clinic.example"), name("Desk B"), State::SignedOut, 0, 0},
            {QStringLiteral("lee@clinic.example"), name("Dr Lee Sample"), State::Locked, 5, 1},
            {QStringLiteral("ana@clinic.example"), name("Nurse Ana Sample"), State::Open, 0, 0}};
}

StationSnapshot sampleStation()
{
    StationSnapshot s;
    s.clinic = name("Riverside Clinic");
    s.policyName = name("Riverside 2026-11");
    s.relayKnown = s.relayConnected = true;
    return s;
}

MessageSnapshot textMessage(std::int64_t id, bool outgoing, const char* text,
                            std::int64_t minutesAgo)
{
    MessageSnapshot m;
    m.id = {id};
    m.conversation = {1};
    m.outgoing = outgoing;
    m.author = name(outgoing ? "Desk A" : "Dr Lee Sample");
    m.text = body(text);
    m.sentAtMs = kNowMs - minutesAgo * kMinuteMs;
    return m;
}

MessageSnapshot fileMessage(std::int64_t id, bool outgoing, const char* file,
                            AttachmentSnapshot::Kind kind, AttachmentSnapshot::State state)
{
    auto message = textMessage(id, outgoing, "", 40 - id);
    message.attachment.emplace();
    message.attachment->name = name(file);
    message.attachment->kind = kind;
    message.attachment->state = state;
    message.attachment->size = 1'200'000 + 7919 * id;
    if (outgoing)
        message.delivery = Delivery::Delivered;
    return message;
}

QList<MessageSnapshot> sampleFiles()
{
    using Kind = AttachmentSnapshot::Kind;
    using State = AttachmentSnapshot::State;
    auto wound = fileMessage(1, false, "left-knee.jpg", Kind::Picture, State::Kept);
    auto offered = fileMessage(2, false, "letter.pdf", Kind::Document, State::Offered);
    auto coming = fileMessage(3, false, "ecg.png", Kind::Picture, State::Fetching);
    coming.attachment->permille = 420;
    auto harmful = fileMessage(4, false, "invoice.pdf.exe", Kind::Other, State::Offered);
    harmful.attachment->blocked = true;
    auto broken = fileMessage(5, false, "A name that is much too long to be read on one line.docx",
                              Kind::Other, State::Failed);
    broken.attachment->problem = ProblemKind::FileBroken;
    auto kept = fileMessage(6, false, "results.txt", Kind::Document, State::Kept);
    kept.attachment->misnamed = true;
    auto ours = fileMessage(7, true, "room-4.png", Kind::Picture, State::Kept);
    auto going = fileMessage(8, true, "referral.pdf", Kind::Document, State::Uploading);
    going.attachment->permille = 730;
    going.delivery = Delivery::Queued;
    auto stopped = fileMessage(9, true, "scan.pdf", Kind::Document, State::Failed);
    stopped.attachment->problem = ProblemKind::FileNotMoved;
    stopped.delivery = Delivery::Failed;
    return {wound, offered, coming, harmful, broken, kept, ours, going, stopped};
}

QList<MessageSnapshot> sampleMessages()
{
    auto yesterday = textMessage(1, false, "Thanks, see you tomorrow.", kDay + 60);
    auto a = textMessage(2, true, "Good morning. Your 9:30 is here early and waits in room 4.", 52);
    a.delivery = Delivery::Read;
    a.relayedAtMs = a.deliveredAtMs = a.sentAtMs + 2000;
    a.readAtMs = a.sentAtMs + kMinuteMs;
    auto b = textMessage(3, true, "She brought the letter from the heart clinic.", 51);
    b.delivery = Delivery::Read;
    b.relayedAtMs = b.deliveredAtMs = b.sentAtMs + 2000;
    b.readAtMs = a.readAtMs;
    auto c = textMessage(4, false,
                         "Good. I need about ten minutes more. Could you ask her to "
                         "write down everything that she takes, also drops and "
                         "what she buys without a prescription?",
                         45);
    auto d = textMessage(5, false, "And a blood pressure, please.", 44);
    auto notice = textMessage(6, false, "", 40);
    notice.kind = MessageSnapshot::Kind::System;
    notice.notice = {NoticeSnapshot::Kind::DeviceAdded, name("Front desk 2"), false};
    auto e = textMessage(7, true, "Patient here, needs call back", 30);
    e.urgency = Urgency::Action;
    e.delivery = Delivery::Acknowledged;
    e.relayedAtMs = e.deliveredAtMs = e.sentAtMs + 3000;
    e.readAtMs = e.sentAtMs + kMinuteMs;
    e.acknowledgedAtMs = e.sentAtMs + 2 * kMinuteMs;
    e.states = {1, 1, 1, 1};
    auto broken = textMessage(8, false, "", 20);
    broken.kind = MessageSnapshot::Kind::Undecryptable;
    broken.card = {CardSnapshot::State::Asked, false, broken.sentAtMs + kMinuteMs};
    auto f = textMessage(9, false, "Can we talk about the dose for room 4 before noon?", 12);
    f.urgency = Urgency::Concern;
    f.open = true;
    auto stat =
        textMessage(10, false, "Potassium 6.1 in room 4. Please call me before you let him go.", 3);
    stat.urgency = Urgency::Stat;
    stat.open = true;
    f.unread = stat.unread = true;
    auto g = textMessage(11, true, "On my way to him now.", 2);
    g.delivery = Delivery::Delivered;
    g.relayedAtMs = g.deliveredAtMs = g.sentAtMs + 1500;
    auto h = textMessage(12, true, "Phone in room 4 is 0142.", 1);
    h.delivery = Delivery::Queued;
    auto failed = textMessage(13, true, "Is the ECG machine free?", 0);
    failed.delivery = Delivery::Failed;
    return {yesterday, a, b, c, d, notice, e, broken, f, stat, g, h, failed};
}

QList<DeviceSnapshot> sampleOwnDevices()
{
    using Trust = DeviceSnapshot::Trust;
    QList<DeviceSnapshot> devices{device(101, "Front desk 1", Trust::Compared),
                                  device(102, "Front desk 2", Trust::Compared),
                                  device(103, "Laptop", Trust::FirstUse)};
    for (auto& one : devices)
        one.own = true;
    devices[0].thisOne = true;
    devices[0].mayCompare = false;
    return devices;
}

QList<DeviceSnapshot> sampleDevices()
{
    using Trust = DeviceSnapshot::Trust;
    QList<DeviceSnapshot> devices{
        device(201, "Ward 3", Trust::Compared),      device(202, "Consulting room", Trust::Listed),
        device(203, "Home office", Trust::FirstUse), device(204, "Laptop", Trust::Changed),
        device(205, "Old desk", Trust::Removed),     device(206, "Library", Trust::Undecided),
        device(207, "Waiting room", Trust::Refused), device(208, "", Trust::FirstUse)};
    devices[2].isNew = true;
    devices[3].mayAccept = true;
    devices[4].mayCompare = false;
    devices[7].phone = true;
    return devices;
}

ComparisonSnapshot sampleComparison()
{
    ComparisonSnapshot comparison;
    comparison.address = QStringLiteral("lee@clinic.example");
    comparison.device = 203;
    comparison.ownWords = QStringLiteral("furnace almond napkin furnace squirrel lattice clover "
                                         "mosaic spinach arctic factory unicorn")
                              .split(QLatin1Char(' '));
    comparison.theirWords = QStringLiteral("lilac emerald pyramid apple leopard button bicycle "
                                           "giraffe inkwell mustard mosaic tadpole")
                                .split(QLatin1Char(' '));
    comparison.fingerprint = QStringLiteral("8520f009 8930a754 748b7ddc b43ef75a 0dbf3a0d "
                                            "26381af4 eba4a98e aa9b4e6a");
    comparison.code = QStringLiteral(
        "sotto:verify:1:desk-a@clinic.example:101:Bd6e2317fcG001thwuzkNTc/g0PIW3hnTa38fhRviCtP:"
        "lee@clinic.example:203:BYUg8AmJMKdUdIt93LQ+91oNvzoNJjga9OukqY6qm05q");
    comparison.keyDigest = QByteArray(32, '\x03');
    return comparison;
}

}  // namespace sotto::test
