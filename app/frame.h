// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the station and a session say to each other over the session's standard input and
// output. Binary and tiny, so that the two secrets that cross at a lock go straight into
// SecretBytes and through no text or JSON object.

#include "core/api/hand_over.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::app {

enum class FrameType : std::uint8_t {
    // Station to session.
    Start = 1,  ///< address (may be empty), a hand-over (may be empty), window geometry
    Show = 2,   ///< bring the window to the front; 1: and say that they are signed in already
    Hide = 3,
    Countdown = 4,  ///< seconds left before the lock
    CountdownOff = 5,
    Lock = 6,
    SignOut = 7,
    LockAfter = 12,  ///< seconds that this person chose for their own lock; 0: none
    Agreement = 13,  ///< hash of the messaging policy that this person accepted last; empty: none
    /// In place of Start, of a session with --emergency: whose messages, their name, then up to
    /// seven times address and name of who uses this workstation.
    BeginEmergency = 14,

    // Session to station.
    /// address, display name, state, waiting, stat, connected (0/1), who reads in an emergency
    State = 32,
    Activity = 33,  ///< a key or click in its windows; at most one a second
    SwitchUser = 34,
    HandOver = 35,   ///< address, a hand-over, window geometry, by its own idle deadline (0/1)
    SignedOut = 36,  ///< the token is invalid now; nothing is left
    Audit = 37,      ///< event name, outcome, detail: recorded by the station, the log's one writer
    StatArrived = 38,
    SeatTaken = 39,          ///< who signs in here has a session in another process
    LockAfterChosen = 44,    ///< seconds; 0: as the clinic set it
    AgreementAccepted = 45,  ///< hash of the messaging policy; its record is on the disk

    // sottoctl to an archive that runs, and back (ctl/archive_door.h).
    ArchiveAsk = 64,   ///< password, then a question (ctl/archive_query.h)
    ArchivePart = 65,  ///< bytes of the answer
    ArchiveEnd = 66,   ///< exit code, messages, words to the person
};

/// One message of the channel: a type and up to 16 fields.
struct Frame {
    FrameType type = FrameType::Hide;
    std::vector<SecretBytes> fields;

    Frame() = default;

    explicit Frame(FrameType frameType) : type(frameType) { }

    Frame& add(std::string_view text);
    Frame& add(std::int64_t number);
    Frame& add(const SecretBytes& secret);

    /// Empty if there is no such field.
    std::string text(std::size_t at) const;
    std::int64_t number(std::size_t at) const;  ///< 0 if absent or not a number
    SecretBytes secret(std::size_t at) const;
};

inline constexpr std::size_t kHandOverFields = 9;
void addHandOver(Frame& frame, const HandOver& handOver);
HandOver handOverOf(const Frame& frame, std::size_t firstField);

/// The bytes of a frame: length, type, then each field with its length (big endian).
SecretBytes encode(const Frame& frame);

/// Collects bytes and yields whole frames. Any breach of the grammar is final: the other
/// end is our own program, so the channel is closed. One thread.
class FrameReader {
public:
    /// Errors: Malformed (a frame over 64 KiB, fields that do not add up).
    Result<Done> feed(ByteView bytes);
    std::optional<Frame> next();

private:
    Result<Done> parseAll();

    SecretBytes m_buffer;
    std::vector<Frame> m_ready;
    std::size_t m_taken = 0;
    bool m_broken = false;
};

}  // namespace sotto::app
