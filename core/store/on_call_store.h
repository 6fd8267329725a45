// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <optional>
#include <string>
#include <vector>

namespace sotto::store {

/// The newest word of a person on the roles that they hold.
struct OnCallWordRow {
    Jid holder;  ///< bare
    std::int64_t serial = 0;
    std::string word{};  ///< XML, as it was signed
};

/// A message that was written to a role.
struct OnCallMessageRow {
    MessageId message{};
    std::string role{};
    std::string author{};    ///< an address, of what came with a hand-over; else empty
    std::string ref{};       ///< its origin id there
    std::string handedTo{};  ///< an address: who has it now; empty: whom it was for
    bool told = true;        ///< its author knows
};

/// Persistent: never renumber.
enum class OnCallOfferState : std::uint8_t { Open = 0, Taken = 1, Declined = 2, Over = 3 };

/// That somebody shall take a role over.
struct OnCallOfferRow {
    std::string id{};
    Jid person;             ///< bare: to whom, or whose
    bool outgoing = false;  ///< ours
    std::string role{};
    int items = 0;
    std::int64_t atMs = 0;
    OnCallOfferState state = OnCallOfferState::Open;
};

/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class OnCallStore {
public:
    static Result<OnCallStore> open(Connection& connection);

    Result<Done> saveWord(const OnCallWordRow& row);  ///< in place of that person's earlier one
    Result<std::vector<OnCallWordRow>> words();

    /// What is said of that message already stays.
    Result<Done> add(const OnCallMessageRow& row);
    Result<std::optional<OnCallMessageRow>> find(MessageId message);
    /// Incoming ones of that role that are open and went to nobody else, oldest first.
    Result<std::vector<MessageId>> openItems(std::string_view role);
    Result<Done> handOver(MessageId message, const Jid& to, bool told);
    Result<std::vector<OnCallMessageRow>> untold();
    Result<Done> setTold(MessageId message);

    Result<Done> addOffer(const OnCallOfferRow& row);  ///< one that is known stays
    Result<std::optional<OnCallOfferRow>> offer(std::string_view id, const Jid& person);
    Result<std::vector<OnCallOfferRow>> offers(OnCallOfferState state);  ///< oldest first
    Result<Done> settleOffer(std::string_view id, const Jid& person, OnCallOfferState state);

private:
    OnCallStore() = default;

    std::optional<Statement> m_saveWord, m_words, m_add, m_find, m_openItems, m_handOver, m_untold,
        m_setTold, m_addOffer, m_offer, m_offers, m_settle;
};

}  // namespace sotto::store
