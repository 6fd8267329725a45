// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

namespace sotto {

struct TeamMember {
    enum class Standing : std::uint8_t {
        Waits,    ///< only the relay says that they are a member: nothing is sent meanwhile
        Reader,   ///< gets what is written
        KeptOut,  ///< our person does not want them to read
    };

    PersonSnapshot person{};
    Standing standing = Standing::Reader;
    bool isSelf = false;
    bool isMaker = false;
};

/// A team's page.
struct TeamSnapshot {
    ConversationId id{};
    SafeText name{};
    QList<TeamMember> members{};  ///< by name
    bool mayManage = false;       ///< its maker, while online: add, remove, rename
    bool isRecord = false;        ///< we are no longer in it
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::TeamSnapshot)
