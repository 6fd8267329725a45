// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace sotto::app {

/// The command line of `sotto`.
struct Options {
    enum class Role : std::uint8_t { Station, Session, PictureDecoder, Inventory };

    Role role = Role::Station;
    bool emergency = false;       ///< a session in which somebody else reads
    QString dataFolder;           ///< empty: the system's place for local data
    QString policyFolder;         ///< empty: the system's; ignored where the system has a policy
    QString statusFile;           ///< empty: none is written
    std::optional<int> exitCode;  ///< help, version or a mistake was printed: end with this
};

Options readOptions(int argc, char** argv);

}  // namespace sotto::app
