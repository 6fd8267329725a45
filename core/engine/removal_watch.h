// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/engine/relay_link.h"

#include <QObject>

#include <filesystem>

namespace sotto::engine {

/// Looks whether another device of this person removed this one: at each new stream, the vault
/// open or not, and whenever the own list lacks this device.
///
/// Only a signature counts, by a key that this vault knew when it was last open (store::KinFile):
/// a relay that leaves us off the list, or keeps our share, can lock us out, but not have us
/// erase anything. Engine thread only.
class RemovalWatch final : public QObject {
    Q_OBJECT
public:
    RemovalWatch(RelayLink& link, std::filesystem::path folder);

    /// True: this device was removed, and removed() was emitted. Errors: Network, Timeout.
    Task<bool> look();

Q_SIGNALS:
    /// `proven`: by a device that a person or the clinic's list vouched for, so that the messages
    /// here may be erased; else by one that is only known.
    void removed(bool proven);

private:
    RelayLink& m_link;
    std::filesystem::path m_folder;
};

}  // namespace sotto::engine
