// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_desk.h"

#include "core/base/log.h"
#include "core/engine/attachments.h"
#include "core/engine/problems.h"

#include <algorithm>

namespace sotto::engine {

using State = AttachmentSnapshot::State;

FileDesk::FileDesk(VaultContext& context, RelayLink& link, Outbound& outbound,
                   const EngineSettings& settings)
    : m_context(context),
      m_link(link),
      m_outbound(outbound),
      m_settings(settings),
      m_files(context.vault.folder()),
      m_service(link)
{
}

FileDesk::~FileDesk() = default;

void FileDesk::start()
{
    const auto known = m_context.stores.attachments.files();
    const auto waiting = m_context.stores.attachments.toUpload();
    if (!known || !waiting) {
        tell(known ? waiting.error() : known.error());
        return;
    }
    m_files.keepOnly(*known);
    m_waiting.assign(waiting->begin(), waiting->end());
}

void FileDesk::goOn()
{
    m_tries = 0;
    startNext();
}

/// A request that is under way may still come through; what breaks is tried again.
void FileDesk::onOffline()
{
    m_service.forget();
    m_again.reset();
}

std::optional<AttachmentSnapshot> FileDesk::snapshot(const store::MessageRow& message) const
{
    const auto row = m_context.stores.attachments.get(message.id);
    if (!row || !*row)
        return std::nullopt;
    auto out = atRest(**row);
    if (const auto fetching = m_fetching.find(message.id); fetching != m_fetching.end()) {
        out.state = State::Fetching;
        out.permille = fetching->second.permille;
    } else if (const auto trouble = m_trouble.find(message.id); trouble != m_trouble.end()) {
        out.state = State::Failed;
        out.problem = trouble->second;
    } else if (message.outgoing && message.body.empty()) {
        const bool hasFailed = message.delivery == Delivery::Failed &&
            std::ranges::find(m_waiting, message.id) == m_waiting.end();
        out.state = hasFailed ? State::Failed : State::Uploading;
        if (hasFailed)
            out.problem = ProblemKind::FileNotMoved;
        out.permille = message.id == m_uploading ? m_uploaded : 0;
    }
    return out;
}

void FileDesk::tell(const Error& error)
{
    log::warning("engine", "a file stopped at the vault", {{"why", error.code}});
    Q_EMIT problem(vaultProblem(error).kind);
}

/// One in a hundred is enough for a bar.
void FileDesk::show(MessageId id, int& permille, int now)
{
    if (now / 10 == permille / 10)
        return;
    permille = std::clamp(now, 0, 1000);
    Q_EMIT messageChanged(id);
}

}  // namespace sotto::engine
