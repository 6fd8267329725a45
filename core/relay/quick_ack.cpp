// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/quick_ack.h"

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace sotto::relay {

void acknowledgeAtOnce([[maybe_unused]] std::intptr_t socket)
{
#ifdef __linux__
    const int on = 1;  // it saves time and nothing else: a refusal does not matter
    static_cast<void>(
        ::setsockopt(static_cast<int>(socket), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on));
#endif
}

}  // namespace sotto::relay
