// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decides about devices, passed on.
#include "core/engine/device_desk.h"
#include "core/engine/engine.h"
#include "core/engine/open_session.h"
#include "core/engine/trust_desk.h"

namespace sotto::engine {
namespace {

std::optional<omemo::DeviceAddress> deviceOf(const QString& address, quint32 device)
{
    const auto person = Jid::parseAccount(address.toStdString());
    const DeviceId id{device};
    return person && isValid(id) ? std::optional{omemo::DeviceAddress{*person, id}} : std::nullopt;
}

ByteView viewOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

}  // namespace

/// Null where nothing can be decided now.
TrustDesk* Engine::trust()
{
    return mayQueue() ? &m_open->trust() : nullptr;
}

void Engine::openDevices(QString address)
{
    if (const auto person = Jid::parseAccount(address.toStdString()); m_open && person)
        m_open->trust().openDevices(*person);
}

void Engine::markCompared(QString address, quint32 device, QByteArray keyDigest)
{
    const auto of = deviceOf(address, device);
    if (auto* const desk = of ? trust() : nullptr)
        desk->decide(*of, viewOf(keyDigest), TrustDesk::Word::Compared);
}

void Engine::acceptKey(QString address, quint32 device, QByteArray keyDigest)
{
    const auto of = deviceOf(address, device);
    if (auto* const desk = of ? trust() : nullptr)
        desk->decide(*of, viewOf(keyDigest), TrustDesk::Word::Accepted);
}

void Engine::refuseKey(QString address, quint32 device, QByteArray keyDigest)
{
    const auto of = deviceOf(address, device);
    if (auto* const desk = of ? trust() : nullptr)
        desk->decide(*of, viewOf(keyDigest), TrustDesk::Word::Refused);
}

void Engine::withdrawComparison(QString address, quint32 device)
{
    const auto of = deviceOf(address, device);
    if (auto* const desk = of ? trust() : nullptr)
        desk->withdraw(*of);
}

void Engine::chooseForUrgent(MessageId message, UrgentChoice choice)
{
    if (auto* const desk = trust())
        desk->choose(message, choice);
}

void Engine::keepAnchor(std::string line)
{
    if (m_open && !m_open->isReading())
        m_open->anchors().keep(std::move(line));
}

void Engine::fetchAnchors()
{
    if (m_open)
        m_open->anchors().fetch().then(this, [this](const Result<QStringList>& lines) {
            Q_EMIT anchorsFetched(lines ? *lines : QStringList{});
        });
}

Result<std::vector<LoggedMessage>> Engine::nameMessages(const QList<MessageId>& ids)
{
    if (!m_open)
        return Error{Errc::NotFound, "no vault is open"};
    return m_open->namesOf(ids);
}

ArchiveReader* Engine::archive()
{
    return m_open ? &m_open->archiveReader() : nullptr;
}

void Engine::openComparison(QString address, quint32 device)
{
    if (const auto of = deviceOf(address, device); of && m_open)
        m_open->devices().openComparison(*of);
}

void Engine::checkCode(QString address, quint32 device, QString code)
{
    if (const auto of = deviceOf(address, device); of && m_open)
        m_open->devices().checkCode(*of, code);
}

void Engine::setTrustRules(TrustRules rules)
{
    if (m_open && !m_open->isReading())
        m_open->trust().setRules(rules);
    m_settings.trust = std::move(rules);
}

}  // namespace sotto::engine
