// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access (R-3): who opens, what is on record before, what cannot be done, when it ends,
// and who is told.
#include "core/store/escrow_slot.h"
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

using engine::EmergencyRecord;
using Step = SignInStage::Step;
using What = EmergencyRecord::What;

namespace {

constexpr std::chrono::seconds kSession{600};

/// A front desk with an emergency code, a colleague who writes to it, and the privacy officer.
struct Clinic {
    World world;
    Person desk{world, "desk"};
    Person lee{world, "lee"};
    Person pat{world, "pat"};
    engine::EmergencyRules rules;
    std::vector<EmergencyRecord> log;
    bool logWorks = true;
    QString recoveryCode, code;
    QList<EmergencyNote> notes;
    QList<MessageSnapshot> shown;  ///< of the conversation that was opened last
    std::vector<EmergencyCodeAnswer> answers;

    Clinic()
    {
        rules.enabled = true;
        rules.sessionMax = kSession;
        rules.notifyRoles = {"privacy"};
        rules.record = [this](const EmergencyRecord& record) -> Result<Done> {
            if (!logWorks)
                return Error{Errc::Storage, "the disk of the log"};
            log.push_back(record);
            return Done{};
        };
        desk.adjust = [this](engine::EngineSettings& settings) {
            settings.emergency = rules;
            settings.roles.inForce = true;
            settings.roles.list.serial = 1;
            settings.roles.list.roles["privacy"].members = {pat.address()};
        };
    }

    /// As somebody with a screen: the codes are read, then confirmed.
    void signInDesk()
    {
        desk.restart();
        QObject::connect(&desk.engine(), &Client::stageChanged, &desk.engine(),
                         [this](const SignInStage& stage) {
                             if (stage.step != Step::VaultRecoveryCode)
                                 return;
                             recoveryCode = stage.vaultRecoveryCode;
                             code = stage.emergencyCode;
                         });
        listen();
        desk.signIn();
    }

    void listen()
    {
        QObject::connect(&desk.engine(), &Client::emergencyNotesLoaded, &desk.engine(),
                         [this](const QList<EmergencyNote>& all) { notes = all; });
        QObject::connect(&desk.engine(), &Client::emergencyCodeAnswered, &desk.engine(),
                         [this](const EmergencyCodeAnswer& one) { answers.push_back(one); });
    }

    /// The desk has a message that nobody has read, and is signed out.
    void leaveMessage()
    {
        pat.signIn();
        lee.signIn();
        signInDesk();
        lee.send(desk.address(), "Potassium 6.1, room 4", Urgency::Stat);
        world.settle();
        desk.engine().signOut();
        world.settle();
        log.clear();
    }

    /// A new process for somebody else, on the desk's folder.
    void begin()
    {
        desk.restart();
        QObject::connect(
            &desk.engine(), &Client::pageLoaded, &desk.engine(),
            [this](ConversationId, const QList<MessageSnapshot>& page, bool) { shown = page; });
        desk.engine().beginEmergency(QString::fromStdString(desk.address().toString()), {}, {});
        world.settle();
    }

    void type(const QString& first, const QString& second = {}, const QString& who = {})
    {
        const auto bytes = [](const QString& text) {
            return SecretBytes{viewOf(text.toStdString())};
        };
        desk.engine().openInEmergency(
            who.isEmpty() ? QStringLiteral("kim@") + QString::fromUtf8(kRelayDomain) : who,
            EmergencyReason::PatientCare, bytes(first), bytes(second));
        world.settle();
    }

    bool isOpen() const { return desk.stage.step == Step::Open; }

    std::size_t count(What what) const
    {
        return static_cast<std::size_t>(std::ranges::count(log, what, &EmergencyRecord::what));
    }

    /// What the privacy officer got from the desk.
    std::vector<std::string> noticesToPat() { return pat.texts(desk.address()); }
};

}  // namespace

TEST_CASE("a first sign-in gives an emergency code, where policy wants one", "[R-3]")
{
    Clinic clinic;
    clinic.signInDesk();
    CHECK(clinic.code.size() > 20);
    CHECK(clinic.code != clinic.recoveryCode);
    CHECK(clinic.count(What::CodeMade) == 1);

    Person kim(clinic.world, "kim");  // whose policy says nothing
    QString code = QStringLiteral("none");
    QObject::connect(&kim.engine(), &Client::stageChanged, &kim.engine(),
                     [&code](const SignInStage& stage) {
                         if (stage.step == Step::VaultRecoveryCode)
                             code = stage.emergencyCode;
                     });
    kim.signIn();
    CHECK(code.isEmpty());
}

TEST_CASE("the code opens the vault for reading, without the relay and without a trace at it",
          "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    REQUIRE(clinic.desk.stage.step == Step::Emergency);
    EmergencySnapshot began;
    QObject::connect(&clinic.desk.engine(), &Client::emergencyBegan, &clinic.desk.engine(),
                     [&began](const EmergencySnapshot& one) { began = one; });
    clinic.type(clinic.code);
    REQUIRE(clinic.isOpen());
    CHECK(clinic.desk.stage.way == SignInStage::Way::Emergency);
    CHECK(began.accessor.startsWith(QStringLiteral("kim@")));
    clinic.desk.engine().openConversation(clinic.desk.conversation(clinic.lee.address()).id);
    REQUIRE(clinic.shown.size() == 1);
    CHECK(clinic.shown[0].text.string() == QStringLiteral("Potassium 6.1, room 4"));

    REQUIRE(clinic.log.size() == 1);
    CHECK(clinic.log[0].what == What::Opening);
    CHECK(clinic.log[0].owner == clinic.desk.address());
    CHECK(clinic.log[0].accessor.local() == "kim");
    CHECK(clinic.log[0].reason == EmergencyReason::PatientCare);

    clinic.world.wait();
    CHECK(clinic.desk.connection == Connection::Offline);
    CHECK(clinic.lee.delivery("Potassium 6.1, room 4") == Delivery::Delivered);
    CHECK(clinic.desk.arrivals.empty());
}

TEST_CASE("in emergency access nothing is sent, marked, written or changed", "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.code);
    REQUIRE(clinic.isOpen());
    const auto id = clinic.desk.conversation(clinic.lee.address()).id;
    auto& e = clinic.desk.engine();
    e.openConversation(id);
    REQUIRE(clinic.shown.size() == 1);
    clinic.desk.problems.clear();

    e.sendText(id, QStringLiteral("on my way"), Urgency::Fyi);
    e.sendRequest(id, QStringLiteral("on my way"), {});
    e.acknowledge(clinic.shown[0].id);
    e.createRoom(QStringLiteral("new"), {});
    e.startConversation(QStringLiteral("pat@") + QString::fromUtf8(kRelayDomain));
    e.setAvailability({Presence::DoNotDisturb, 0, {}});
    e.makeEmergencyCode(SecretBytes{viewOf("x")});
    e.confirmEmergencyNotes();
    CHECK(e.recordConsent({}).error().code == Errc::Denied);
    CHECK(e.revokeConsent(1).error().code == Errc::Denied);
    CHECK(e.consentsOf(std::nullopt));  // what is there can be read
    CHECK(clinic.desk.problems.size() >= 5);
    for (const auto problem : clinic.desk.problems)
        CHECK(problem == ProblemKind::EmergencyReadOnly);
    clinic.desk.problems.clear();
    e.markRead(id);
    e.saveDraft(id, QStringLiteral("typed by somebody else"), {});
    e.savePatient(id, {});
    e.setPin(SecretBytes{viewOf("x")}, SecretBytes{viewOf("918273")});
    e.removePin();
    clinic.world.wait();
    CHECK(clinic.desk.problems.empty());
    CHECK(clinic.desk.storage == StorageState::Writable);
    CHECK(clinic.lee.delivery("Potassium 6.1, room 4") == Delivery::Delivered);
    CHECK(clinic.lee.texts(clinic.desk.address()).size() == 1);
    CHECK(clinic.desk.draft.isEmpty());
    CHECK(clinic.desk.conversation(clinic.lee.address()).unread == 1);
}

TEST_CASE("nothing opens unless it is on record before", "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.logWorks = false;
    clinic.begin();
    clinic.type(clinic.code);
    CHECK_FALSE(clinic.isOpen());
    CHECK(clinic.desk.problems == std::vector{ProblemKind::NotRecorded});
    clinic.logWorks = true;
    clinic.type(clinic.code);
    CHECK(clinic.isOpen());
}

TEST_CASE("wrong codes are recorded and counted, and a typing slip is not a guess",
          "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    const auto wrong = [] {
        return QString::fromStdString(std::string{store::makeAdminKey().code.text()});
    };
    clinic.begin();
    for (int i = 0; i < 8; ++i)
        clinic.type(QStringLiteral("no code at all"));
    CHECK(clinic.desk.problems.back() == ProblemKind::WrongEmergencyCode);
    CHECK(clinic.count(What::Refused) == 8);
    for (int i = 0; i < 5; ++i)
        clinic.type(wrong());
    CHECK(clinic.count(What::Refused) == 13);
    clinic.type(clinic.code);
    CHECK(clinic.desk.problems.back() == ProblemKind::LockedOutHere);
    clinic.begin();  // also in another process
    clinic.type(clinic.code);
    CHECK(clinic.desk.problems.back() == ProblemKind::LockedOutHere);
    CHECK_FALSE(clinic.isOpen());
    clinic.signInDesk();  // the owner is not shut out by it
    CHECK(clinic.isOpen());
    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.world.time.advance(std::chrono::minutes{16});
    clinic.begin();
    clinic.type(clinic.code);
    CHECK(clinic.isOpen());
}

TEST_CASE("the recovery code of the person is no emergency code", "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.recoveryCode);
    CHECK(clinic.desk.problems == std::vector{ProblemKind::WrongEmergencyCode});
}

TEST_CASE("an emergency access ends by itself, by the clock that counts sleep", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.code);
    REQUIRE(clinic.isOpen());
    clinic.world.time.advance(kSession - std::chrono::seconds{2});
    CHECK_FALSE(clinic.desk.locked);
    clinic.world.time.advance(std::chrono::seconds{3});
    CHECK(clinic.desk.locked);
    REQUIRE(clinic.desk.handedOver());
    CHECK(clinic.desk.handedOver()->isEmpty());
    CHECK(clinic.desk.handedOver()->alertKey.empty());
}

TEST_CASE("a lock ends an emergency access, and nothing is left to go on with", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.code);
    clinic.desk.engine().lock();
    clinic.world.settle();
    REQUIRE(clinic.desk.handedOver());
    CHECK(clinic.desk.handedOver()->isEmpty());
    CHECK(clinic.desk.locked);
}

TEST_CASE("the owner is told at every sign-in until they confirm it", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.code);
    clinic.desk.engine().lock();
    clinic.world.settle();

    for (int i = 0; i < 2; ++i) {
        clinic.notes.clear();
        clinic.signInDesk();
        REQUIRE(clinic.notes.size() == 1);
        CHECK(clinic.notes[0].accessor.string().startsWith(QStringLiteral("kim@")));
        CHECK(clinic.notes[0].reason == EmergencyReason::PatientCare);
        if (i == 1)
            clinic.desk.engine().confirmEmergencyNotes();
        clinic.desk.engine().signOut();
        clinic.world.settle();
    }
    clinic.notes.clear();
    clinic.signInDesk();
    CHECK(clinic.notes.isEmpty());
}

TEST_CASE("the owner's client tells the privacy role, once for each access", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    for (int i = 0; i < 2; ++i) {
        clinic.begin();
        clinic.type(clinic.code);
        clinic.desk.engine().lock();
        clinic.world.settle();
    }
    CHECK(clinic.noticesToPat().empty());
    clinic.signInDesk();
    clinic.world.wait();
    CHECK(clinic.noticesToPat().size() == 2);
    CHECK(clinic.noticesToPat()[0].find("kim@") != std::string::npos);
    CHECK(clinic.count(What::Told) == 1);
    CHECK(clinic.lee.texts(clinic.desk.address()).size() == 1);  // nobody else

    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.signInDesk();
    clinic.world.wait();
    CHECK(clinic.noticesToPat().size() == 2);
}

TEST_CASE("a notice that nobody holds the role for waits for somebody", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    clinic.type(clinic.code);
    clinic.desk.engine().lock();
    clinic.world.settle();
    const auto usual = clinic.desk.adjust;
    clinic.desk.adjust = [usual](engine::EngineSettings& settings) {
        usual(settings);
        settings.roles.list.roles.clear();
    };
    clinic.signInDesk();
    clinic.world.wait();
    CHECK(clinic.noticesToPat().empty());
    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.desk.adjust = usual;
    clinic.signInDesk();
    clinic.world.wait();
    CHECK(clinic.noticesToPat().size() == 1);
}

TEST_CASE("two administrators open what was opened once under their policy", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    const auto one = store::makeAdminKey();
    const auto two = store::makeAdminKey();
    const auto text = [](const store::AdminKey& key) {
        return QString::fromStdString(std::string{key.code.text()});
    };
    clinic.rules.method = EmergencyMethod::TwoAdmins;
    clinic.rules.adminKeys = {one.publicKey, two.publicKey};
    clinic.begin();
    clinic.type(text(one), text(two));
    CHECK(clinic.desk.problems == std::vector{ProblemKind::EmergencyNotReady});

    clinic.signInDesk();
    CHECK(clinic.count(What::CodeMade) == 1);
    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.begin();
    CHECK(clinic.desk.stage.emergency.method == EmergencyMethod::TwoAdmins);
    clinic.type(text(one), text(one));
    CHECK_FALSE(clinic.isOpen());
    clinic.type(clinic.code);  // of the policy before
    CHECK_FALSE(clinic.isOpen());
    clinic.type(text(two), text(one));
    CHECK(clinic.isOpen());
}

TEST_CASE("where policy takes emergency access back, the next sign-in removes the way in", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.rules.enabled = false;
    clinic.begin();
    CHECK(clinic.desk.problems == std::vector{ProblemKind::EmergencyOff});
    clinic.type(clinic.code);
    CHECK_FALSE(clinic.isOpen());
    clinic.signInDesk();
    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.rules.enabled = true;
    clinic.begin();
    clinic.type(clinic.code);
    CHECK(clinic.desk.problems.back() == ProblemKind::EmergencyNotReady);
}

TEST_CASE("a new emergency code needs the password and retires the old one", "[R-3]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.signInDesk();
    const auto make = [&](const std::string& password) {
        clinic.desk.engine().makeEmergencyCode(SecretBytes{viewOf(password)});
        clinic.world.settle();
        return clinic.answers.back();
    };
    using Kind = EmergencyCodeAnswer::Kind;
    CHECK(make("not it").kind == Kind::WrongPassword);
    const auto made = make(clinic.desk.password);
    REQUIRE(made.kind == Kind::Made);
    CHECK(clinic.count(What::CodeMade) == 1);
    clinic.logWorks = false;
    CHECK(make(clinic.desk.password).kind == Kind::NotRecorded);
    clinic.logWorks = true;
    clinic.desk.engine().signOut();
    clinic.world.settle();
    clinic.begin();
    clinic.type(clinic.code);
    CHECK_FALSE(clinic.isOpen());
    clinic.type(made.code);
    CHECK(clinic.isOpen());
}

TEST_CASE("who opens says who they are, by an address of the clinic", "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    const auto usual = clinic.desk.adjust;
    clinic.desk.adjust = [usual](engine::EngineSettings& settings) {
        usual(settings);
        settings.allowedDomains = {kRelayDomain};
    };
    clinic.begin();
    clinic.type(clinic.code, {}, QStringLiteral("no address"));
    clinic.type(clinic.code, {}, QStringLiteral("kim@elsewhere.example"));
    CHECK(clinic.desk.problems ==
          std::vector{ProblemKind::AddressInvalid, ProblemKind::AddressNotAllowed});
    CHECK_FALSE(clinic.isOpen());
}

TEST_CASE("an emergency page cannot be turned into a sign-in, and leaving it leaves all",
          "[R-3][hostile]")
{
    Clinic clinic;
    clinic.leaveMessage();
    clinic.begin();
    bool left = false;
    QObject::connect(&clinic.desk.engine(), &Client::signedOut, &clinic.desk.engine(),
                     [&left] { left = true; });
    clinic.desk.submitPassword();
    clinic.world.wait();
    CHECK(clinic.desk.stage.step == Step::Emergency);
    clinic.desk.engine().cancelSignIn();
    CHECK(left);
}
