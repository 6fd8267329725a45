// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/seat.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#endif

namespace sotto::engine {

Result<Seat> Seat::take([[maybe_unused]] const std::filesystem::path& folder)
{
    Seat seat;
#ifdef Q_OS_UNIX
    const auto path = folder / kFileName;
    seat.m_file =
        FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    // A folder that cannot be written is reported by what has to write there.
    if (seat.isHeld() && ::flock(seat.m_file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return Error{Errc::Busy, "the folder is in use"};
#endif
    return seat;
}

}  // namespace sotto::engine
