// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/core/desk.h"

#include <algorithm>
#include <cstdio>

namespace sotto::test {
namespace {

using namespace std::chrono_literals;

/// A vault of a test needs no secret, and the next process of the same desk needs the same.
SecretBytes vaultKey()
{
    return SecretBytes{Bytes(32, 0x5A)};
}

engine::EngineSettings engineSettings(const DeskSettings& settings)
{
    engine::EngineSettings out;
    out.dataFolder = settings.dataFolder;
    out.software = "Sotto fault run";
    out.deviceLabel = "Desk";
    out.platform = "linux";
    out.relayHost = settings.relayHost;
    out.makeTransport = settings.makeTransport;
    return out;
}

}  // namespace

int numberOf(const store::MessageRow& message)
{
    int number = 0;
    std::sscanf(message.body.c_str(), "message %d", &number);
    return number;
}

std::filesystem::path Desk::vaultFolder(const DeskSettings& settings)
{
    return engine::Installation::folderOf(settings.dataFolder, settings.self);
}

Desk::Desk(const DeskSettings& settings, Time time)
    : m_settings(engineSettings(settings)),
      m_link(m_settings, settings.self, time)
{
}

Result<std::unique_ptr<Desk>> Desk::open(const DeskSettings& settings, Time time)
{
    const auto folder = vaultFolder(settings);
    auto vault = store::Vault::open(folder, vaultKey().view());
    if (!vault && vault.error().code == Errc::NotFound)
        vault = store::Vault::create(folder, vaultKey().view());
    if (!vault)
        return vault.error();
    std::unique_ptr<Desk> desk{new Desk(settings, time)};
    SOTTO_TRY(desk->start(*std::move(vault), settings.peer, time));
    return desk;
}

Result<Done> Desk::start(store::Vault vault, const Jid& peer, Time time)
{
    SOTTO_TRY_ASSIGN(auto context,
                     engine::VaultContext::make(std::move(vault), m_link.person(), time));
    m_context = context.get();
    {
        SOTTO_TRY_ASSIGN(auto transaction, m_context->vault.begin());
        SOTTO_TRY_ASSIGN(m_conversation,
                         m_context->stores.conversations.findOrCreate(peer, m_context->nowMs()));
        SOTTO_TRY(transaction.commit());
    }
    SOTTO_TRY_ASSIGN(m_said, newestSaid());
    m_link.loginWithToken({SecretBytes{viewOf(kFaultToken)}, time.clock.wallNow() + 24h});
    m_removals = std::make_unique<engine::RemovalWatch>(m_link, context->vault.folder());
    m_session =
        std::make_unique<engine::OpenSession>(std::move(context), m_link, *m_removals, m_settings);
    m_session->start();
    return Done{};
}

Result<int> Desk::newestSaid()
{
    auto before = store::kNewest;
    for (;;) {
        SOTTO_TRY_ASSIGN(const auto page,
                         m_context->stores.messages.page(m_conversation, before, 50));
        const auto& rows = page.oldestFirst;
        const auto mine = std::find_if(rows.rbegin(), rows.rend(),
                                       [](const store::MessageRow& row) { return row.outgoing; });
        if (mine != rows.rend())
            return numberOf(*mine);
        if (!page.hasOlder)
            return 0;
        before = rows.front().id;
    }
}

bool Desk::say()
{
    const auto text = QStringLiteral("message %1, potassium 6.1").arg(m_said + 1);
    m_session->conversations().sendText(m_conversation, text, {.urgency = {Urgency::Fyi, {}}});
    const auto newest = newestSaid();
    if (!newest || *newest == m_said)
        return false;
    m_said = *newest;
    return true;
}

void Desk::readAll()
{
    m_session->conversations().markRead(m_conversation);
}

bool Desk::isQuiet()
{
    auto& stores = m_context->stores;
    const auto under = [&](Delivery delivery) {
        const auto rows = stores.messages.withDelivery(delivery);
        return rows && rows->empty();
    };
    const auto outbox = stores.outbox.pending();
    const auto owed = stores.receipts.due(1);
    return under(Delivery::Queued) && under(Delivery::Sealed) && under(Delivery::Sent) && outbox &&
        outbox->empty() && owed && owed->empty();
}

std::vector<store::MessageRow> Desk::messages()
{
    std::vector<store::MessageRow> all;
    auto before = store::kNewest;
    for (;;) {
        auto page = m_context->stores.messages.page(m_conversation, before, 500);
        if (!page)
            return {};
        all.insert(all.end(), page->oldestFirst.rbegin(), page->oldestFirst.rend());
        if (!page->hasOlder)
            break;
        before = page->oldestFirst.front().id;
    }
    std::ranges::reverse(all);
    return all;
}

}  // namespace sotto::test
