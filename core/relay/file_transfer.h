// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QObject>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sotto::relay {

enum class TransferEnd : std::uint8_t {
    Whole,
    Gone,      ///< there is nothing at that place
    TooLarge,  ///< the other side says so, or more came than was allowed
    Refused,   ///< asked again it would say the same
    BadPlace,  ///< not a place of ours, or it could not prove that it is
    Broken,    ///< no network, too slow, or the other side is in trouble: try again
};

/// One file on its way to or from a web place, as opaque bytes. One object for one put() or
/// get(); destroyed, it breaks off and says nothing more. Engine thread only.
///
/// ended() comes once, and never from inside put() or get().
class FileTransfer : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    using Headers = std::vector<std::pair<std::string, std::string>>;

    /// `body` gives `size` bytes and outlives this; it is read as the network takes it.
    virtual void put(const std::string& url, const Headers& headers, QIODevice& body,
                     std::int64_t size) = 0;

    /// Gives at most `most` bytes, in pieces, by received().
    virtual void get(const std::string& url, std::int64_t most) = 0;

Q_SIGNALS:
    void received(const QByteArray& piece);
    void progressed(qint64 bytes);
    void ended(sotto::relay::TransferEnd how);
};

}  // namespace sotto::relay
