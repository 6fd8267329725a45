// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/anchor_desk.h"

#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/pep.h"

namespace sotto::engine {
namespace {

const std::string kAnchorNs = "urn:x-sotto:audit:0";  // also the node

}  // namespace

AnchorDesk::AnchorDesk(RelayLink& link) : m_link(link)
{
    connect(&link, &RelayLink::online, this, &AnchorDesk::publish);
}

void AnchorDesk::keep(std::string line)
{
    m_newest = std::move(line);
    publish();
}

void AnchorDesk::publish()
{
    if (!m_link.isOnline() || m_newest.empty() || m_newest == m_published)
        return;
    m_published = m_newest;
    xmpp::Element payload("checkpoint", kAnchorNs);
    payload.setText(m_newest);
    publishItem(m_link.stream(), kAnchorNs, toHex(crypto::sha256(viewOf(m_newest))), payload,
                PepAccess::OwnerThousand)
        .then(this, [this](const Result<Done>& done) {
            if (done)
                return;
            log::warning("engine", "a checkpoint was not kept at the relay",
                         {{"why", done.error().code}});
            m_published.clear();  // with the next one, or on the next stream
        });
}

Task<QStringList> AnchorDesk::fetch()
{
    auto promise = std::make_shared<Promise<QStringList>>();
    auto task = promise->task();
    fetchItems(m_link.stream(), kAnchorNs)
        .then(this, [promise](const Result<std::vector<xmpp::PubSubItem>>& items) {
            if (!items) {
                promise->finish(items.error());
                return;
            }
            QStringList lines;
            for (const auto& item : *items)
                if (item.payload.is("checkpoint", kAnchorNs))
                    lines << QString::fromStdString(item.payload.text);
            promise->finish(lines);
        });
    return task;
}

}  // namespace sotto::engine
