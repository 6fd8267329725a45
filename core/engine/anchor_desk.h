// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/relay_link.h"

#include <QObject>
#include <QStringList>

#include <string>

namespace sotto::engine {

/// Keeps signed checkpoints of the activity log at the relay, in a private node of the person's
/// account: whoever cuts off or rolls back the log on this machine does not reach them there.
/// A checkpoint holds no name and no text (core/audit/README.md). Engine thread only.
class AnchorDesk final : public QObject {
    Q_OBJECT
public:
    explicit AnchorDesk(RelayLink& link);

    /// The newest checkpoint, a record's line: published now, or once there is a connection.
    void keep(std::string line);

    /// What is kept, oldest first. Errors: those of RelayStream::request().
    Task<QStringList> fetch();

private:
    void publish();

    RelayLink& m_link;
    std::string m_newest;
    std::string m_published;  ///< or on its way
};

}  // namespace sotto::engine
