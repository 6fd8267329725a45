// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/author_news.h"
#include "core/engine/on_call_desk.h"
#include "core/engine/outbound.h"

#include <QObject>

namespace sotto::engine {

/// Hands a role over with its open items.
///
/// The colleague is asked, sealed. When they say yes their client has claimed the role; then ours
/// seals each open item for them, in our own name and marked with its author, takes it off our own
/// list and tells its author, and gives the role up. What has a file, or is about a patient with a
/// sensitive label, stays with us. Until they answer, nothing but how many there are is told.
/// Engine thread only.
class OnCallHandOver final : public QObject {
    Q_OBJECT
public:
    OnCallHandOver(VaultContext& context, OnCallDesk& desk, Directory& directory,
                   Outbound& outbound, PeerDevices& devices);

    void offer(const std::string& role, const Jid& to);
    void answer(const std::string& id, bool yes);

    void note(const Arrivals& arrivals);  ///< committed
    void goOn();     ///< online and level: what was answered, and authors that were not told yet
    void refresh();  ///< offersChanged() follows

Q_SIGNALS:
    void offersChanged(QList<sotto::OnCallOffer> offers);
    void stored(sotto::engine::Arrivals arrivals);
    void problem(sotto::ProblemKind kind);

private:
    using Batch = std::vector<Outbound::Sealed>;

    void say(const Jid& to, std::function<Result<Batch>()> seal);
    Result<Batch> sealOffer(const std::string& role, const Jid& to);
    Result<Batch> sealAnswer(const store::OnCallOfferRow& offer, bool yes);
    std::optional<store::OnCallOfferRow> openOffer(const std::string& id);
    bool stands(const store::OnCallOfferRow& offer) const;
    void finishTaken();
    void drop(const store::OnCallOfferRow& offer);
    void finish(const store::OnCallOfferRow& offer);
    Result<Arrivals> passItems(const store::OnCallOfferRow& offer);
    Result<Done> passItem(const store::MessageRow& row, const store::OnCallMessageRow& mark,
                          const Jid& to, Arrivals& arrivals);
    Result<std::vector<AuthorNews::Item>> untold();
    Jid authorOf(const store::OnCallMessageRow& mark, const store::MessageRow& row) const;

    VaultContext& m_context;
    OnCallDesk& m_desk;
    Directory& m_directory;
    Outbound& m_outbound;
    PeerDevices& m_devices;
    AuthorNews m_news;
    Scheduler::HandlePtr m_end;  ///< of the next offer that nobody answers
};

}  // namespace sotto::engine
