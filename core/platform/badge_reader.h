// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace sotto::platform {

/// A badge was put into a reader, or left one.
enum class BadgeChange { Inserted, Removed };

/// Tells when a badge leaves a reader: a smart card pulled out, a contactless one taken away,
/// or the reader itself unplugged with one in it. Nothing is read from a badge.
///
/// PC/SC: pcscd on Linux, part of the system on Windows and macOS. Where nobody serves
/// readers, that is silence, not an error: the idle deadline then stands alone. A service
/// that ends while a badge lies in a reader counts as the badge's leaving.
class BadgeReader {
public:
    using Changed = std::function<void(BadgeChange)>;

    /// `changed` is called on a thread of this class, at most about a second late.
    explicit BadgeReader(Changed changed);

    /// Waits for a call under way.
    ~BadgeReader();

private:
    class Watch;
    std::unique_ptr<Watch> m_watch;
};

}  // namespace sotto::platform
