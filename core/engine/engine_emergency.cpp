// SPDX-License-Identifier: GPL-3.0-or-later
// What an Engine does in emergency access, and for its owner afterwards.
#include "core/engine/access_check.h"
#include "core/engine/doorway.h"
#include "core/engine/emergency_door.h"
#include "core/engine/engine.h"
#include "core/engine/locked_watch.h"
#include "core/engine/open_session.h"
#include "core/engine/problems.h"
#include "core/engine/sign_in.h"

namespace sotto::engine {
namespace {

constexpr std::chrono::milliseconds kLook{1000};

EmergencyCodeAnswer::Kind answerOf(Errc why)
{
    using Kind = EmergencyCodeAnswer::Kind;
    switch (why) {
    case Errc::Denied:
        return Kind::WrongPassword;
    case Errc::Network:
    case Errc::Timeout:
        return Kind::Offline;
    case Errc::Unsupported:
        return Kind::NotAllowed;
    case Errc::Storage:
        return Kind::NotRecorded;
    default:
        return Kind::Failed;
    }
}

}  // namespace

/// The link of that person is made, as all parts want one, and never comes up: nobody has given it
/// a password or a token.
void Engine::beginEmergency(const QString& address, const SafeText& name,
                            QList<EmergencyStaff> staff)
{
    const auto owner = Jid::parseAccount(address.toStdString());
    if (!owner || m_open)
        return;
    become(*owner);
    m_signIn.reset();
    const auto& rules = m_settings.emergency;
    m_doorway->emergency = std::make_unique<EmergencyVisit>(
        EmergencyVisit{.door = {personFolder(), *owner, rules, m_settings.attempts,
                                store::Stopwatch{m_time.clock, m_settings.bootId}, m_time.clock}});
    auto& stage = m_doorway->emergency->stage;
    stage.step = SignInStage::Step::Emergency;
    stage.way = SignInStage::Way::Emergency;
    stage.address = address;
    stage.emergency = {.method = rules.method,
                       .owner = name,
                       .staff = std::move(staff),
                       .sessionMaxS = static_cast<int>(rules.sessionMax.count()),
                       .hasCollector = rules.hasCollector};
    for (const auto& role : rules.notifyRoles)
        stage.emergency.toldRoles.append(SafeText::fromUtf8(role, SafeText::Kind::Name).string());
    Q_EMIT stageChanged(stage);
    if (!rules.enabled)
        raise(ProblemKind::EmergencyOff);
}

void Engine::openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                             SecretBytes secondCode)
{
    auto* const visit = m_doorway ? m_doorway->emergency.get() : nullptr;
    if (visit == nullptr || m_open)
        return;
    const auto who = Jid::parseAccount(accessor.trimmed().toStdString());
    if (!who || !isAllowed(*who)) {
        raise(who ? ProblemKind::AddressNotAllowed : ProblemKind::AddressInvalid);
        return;
    }
    const EmergencyDoor::Request request{*who, reason, std::move(code), std::move(secondCode)};
    auto opened = visit->door.open(request);
    if (const auto* why = std::get_if<Problem>(&opened)) {
        Q_EMIT problemRaised(*why);
        return;
    }
    auto context = VaultContext::make(std::get<store::Vault>(std::move(opened)), *m_person, m_time);
    const auto shut =
        context ? visit->door.shut((*context)->vault, request) : Result<Done>{context.error()};
    if (!shut) {
        Q_EMIT problemRaised(vaultProblem(shut.error()));
        return;
    }
    m_settings.recordMessages = {};  // what the log has not yet of this vault is its owner's to add
    if (m_settings.files.recordSaving)
        m_settings.files.recordSaving = [save = m_settings.files.recordSaving,
                                         accessor = *who](const Jid&, const auto&... what) {
            return save(accessor, what...);
        };
    m_open = std::make_unique<OpenSession>(*std::move(context), *m_link, *m_removals, m_settings);
    connectOpen();
    disconnect(m_open.get(), &OpenSession::messageArrived, this,
               nullptr);  // it rings for its owner
    visit->end = m_time.clock.bootNow() + m_settings.emergency.sessionMax;
    auto stage = visit->stage;
    stage.step = SignInStage::Step::Open;
    m_open->setReading();
    Q_EMIT stageChanged(stage);
    Q_EMIT emergencyBegan({stage.address, stage.emergency.owner,
                           QString::fromStdString(who->toString()), reason, visit->end.count()});
    m_open->startReading();
    Q_EMIT connectionChanged(Connection::Offline);
    // By the clock that counts sleep: what a timer slept through is noticed at its next turn.
    visit->look = [this, visit] {
        if (m_open && m_time.clock.bootNow() >= visit->end)
            end(std::nullopt);
        else if (m_open)
            visit->tick = m_time.scheduler.after(kLook, [visit] { visit->look(); });
    };
    visit->look();
}

void Engine::makeEmergencyCode(SecretBytes password)
{
    using Kind = EmergencyCodeAnswer::Kind;
    if (!m_open || !mayQueue())
        return;
    auto& attempts = m_doorway->attempts;
    if (attempts.unlocksUsedUp()) {
        Q_EMIT emergencyCodeAnswered({Kind::TooManyTries, {}});
        return;
    }
    (void)attempts.countUnlock();
    m_doorway->vault.makeEmergencyCode(std::move(password))
        .then(m_open.get(), [this](const Result<std::shared_ptr<SecretBytes>>& code) {
            const auto kind = code ? Kind::Made : answerOf(code.error().code);
            if (kind != Kind::WrongPassword)
                m_doorway->attempts.takeBack();
            EmergencyCodeAnswer answer{kind, {}};
            if (code)
                answer.code = QString::fromUtf8((*code)->text().data(),
                                                static_cast<qsizetype>((*code)->text().size()));
            Q_EMIT emergencyCodeAnswered(answer);
        });
}

void Engine::confirmEmergencyNotes()
{
    if (mayQueue())
        m_open->emergencies().confirm();
}

}  // namespace sotto::engine
