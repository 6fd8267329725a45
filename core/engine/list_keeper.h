// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/key_publisher.h"
#include "core/engine/removal_watch.h"

#include <QObject>

#include <deque>
#include <optional>
#include <string>

namespace sotto::engine {

/// Keeps this device on the lists of its own account: another client that writes one may leave
/// it out, and then nobody finds us. Three times an hour it is put back, then a person is told:
/// two that write against each other would never end (C21). Not if another device of ours says,
/// signed, that it removed this one. Engine thread only.
class ListKeeper final : public QObject {
    Q_OBJECT
public:
    ListKeeper(VaultContext& context, KeyPublisher& keys, RemovalWatch& removals);

    /// A PEP event of our own account: what is on that node now. No value: nothing is.
    void takeOwn(const std::string& node, const std::optional<xmpp::Element>& list);

Q_SIGNALS:
    /// The list lacks this device and is not repaired any more for now. Once for each time.
    void contested();

private:
    bool lacksUs(const std::string& node, const std::optional<xmpp::Element>& list) const;
    void repair();
    bool mayRepair();

    VaultContext& m_context;
    KeyPublisher& m_keys;
    RemovalWatch& m_removals;
    std::deque<BootTime> m_repairs;  ///< of the last hour
    bool m_told = false;
};

}  // namespace sotto::engine
