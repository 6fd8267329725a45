// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

namespace sotto::platform {

/// A Wayland compositor in a process of its own that shows nothing: a seat and, if wanted,
/// ext-idle-notify-v1, which says what it is told. WAYLAND_DISPLAY names it while it lives.
class IdleCompositor {
public:
    enum class Speaks { IdleNotify, Nothing };

    explicit IdleCompositor(Speaks speaks);

    ~IdleCompositor() { kill(); }

    IdleCompositor(const IdleCompositor&) = delete;
    IdleCompositor& operator=(const IdleCompositor&) = delete;

    /// Returns when the events were written to all clients.
    void sayIdled() { tell('i'); }

    void sayResumed() { tell('r'); }

    void kill();

private:
    void tell(char what);

    pid_t m_process = -1;
    int m_pipe = -1;  ///< both ways
};

}  // namespace sotto::platform
