// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace sotto::test {

/// While it lives no file of this process can grow: every COMMIT of every vault fails.
class FullDisk {
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    /// No file can grow beyond that: room for a draft, for example, but not for the ballast.
    void leaveRoom(rlim_t bytes)
    {
        const rlimit some{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &some);
    }

    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

}  // namespace sotto::test
