// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The activity log as a person may read it (45 CFR 164.312(b), 164.308(a)(1)(ii)(D)).

#include "core/base/task.h"
#include "core/domain/content_export.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

/// What kind of thing happened, for choosing among them.
enum class ActivityGroup : std::uint8_t {
    All,
    SigningIn,
    Messages,
    TakenOut,  ///< copied, printed, saved, exported
    Trust,     ///< devices, keys, vaults
    Policy,
    Log,  ///< the log itself, and the program
};

inline constexpr std::size_t kActivityGroups = 7;

/// One record. All texts are of letters, digits and ".:_-": the log has no others.
struct ActivityEntry {
    std::uint64_t number = 0;
    std::int64_t atMs = 0;  ///< wall clock, UTC; 0: the clock of the record shows no time
    QString who{};          ///< ActivityLog::nameOf() of a person; empty: nobody was signed in
    QString event{};        ///< "login_failed"
    bool failed = false;
    QString whom{};          ///< as `who`: whose message it was, or whom it went to
    QString conversation{};  ///< ActivityLog::nameOf() of it; empty: it is of none
    QString patient{};       ///< the same of whom it is about
    QString object{};        ///< of what else it tells
    QList<QPair<QString, QString>> detail{};
};

struct ActivityEntries {
    QList<ActivityEntry> newestFirst;
    bool hasOlder = false;  ///< more than are shown at a time
    bool onlyOwn = false;   ///< what others did is not for our person
};

struct ActivityFilter {
    ActivityGroup group = ActivityGroup::All;
    std::int64_t sinceMs = 0;  ///< wall clock, UTC; 0: from the beginning
    std::int64_t untilMs = 0;  ///< the same, not included; 0: to the end
    QString person{};          ///< address: they did it, or it happened to a message of theirs
    QString conversation{};    ///< address: what happened to its messages
    QString patient{};         ///< record number: what happened to messages about them

    friend bool operator==(const ActivityFilter&, const ActivityFilter&) = default;
};

/// What may stand in the log under another name.
enum class ActivityName : std::uint8_t {
    Person,        ///< by the address
    Conversation,  ///< by the address of the person or the room
    Patient,       ///< by the record number
};

/// Whether the log is whole.
struct ChainSnapshot {
    enum class State : std::uint8_t {
        Unbroken,
        HalfWritten,  ///< only the last line: the machine stopped
        Altered,
        Gap,
        Truncated,
        Unreadable,
    };

    State state = State::Unreadable;
    std::uint64_t records = 0;    ///< good ones
    std::uint64_t badNumber = 0;  ///< the record at which it fails; 0: there is none
    std::uint64_t restarts = 0;   ///< chains that began anew because their key was lost
    std::int64_t sinceMs = 0;     ///< of the first record; 0: unknown
    /// Of the newest record that was removed under the retention rule; 0: none was.
    std::int64_t prunedUntilMs = 0;
    std::int64_t anchoredAtMs = 0;  ///< of the newest record that is known elsewhere; 0: none
    bool wasCompared = false;       ///< with what the relay keeps of it
};

/// All of a kind, by one person, on one day (audit::ExceptionLine).
struct ActivityException {
    enum class Kind : std::uint8_t {
        AfterHours,
        BulkExport,
        FailedAttempts,
        EmergencyAccess,
        PolicyChange,
        Finding,
    };

    Kind kind = Kind::Finding;
    QString who{};
    std::uint64_t count = 0;
    std::uint64_t firstNumber = 0;
    std::int64_t firstMs = 0, lastMs = 0;  ///< wall clock, UTC
};

struct ActivityReport {
    QList<ActivityException> lines;
    std::int64_t sinceMs = 0;
    bool wasReviewed = false;        ///< it begins where somebody reviewed the one before
    std::int64_t prunedUntilMs = 0;  ///< as in ChainSnapshot, where it begins with the log
    bool isDue = false;              ///< audit.report_days have passed
};

enum class ActivityFormat : std::uint8_t {
    Copy,  ///< of the whole log: a folder that `sottoctl audit verify` checks anywhere
    Csv,   ///< what the filter takes
    Fhir,
};

/// The door to this workstation's log. Who may not see what others did gets their own records and
/// nothing else, whatever is asked. Calls return at once; UI thread.
class ActivityLog {
public:
    virtual ~ActivityLog() = default;

    /// Errors: Storage (cannot be read, or the look at it cannot be recorded).
    virtual Task<ActivityEntries> read(ActivityFilter filter) = 0;
    virtual Task<ChainSnapshot> check() = 0;
    /// Errors: Denied (not for our person), Storage.
    virtual Task<ActivityReport> report() = 0;
    /// Whether audit.report_days have passed since the last review. Tells nothing else, and so is
    /// no look. Errors: as report().
    virtual Task<bool> isReportDue() = 0;
    /// Our person has looked at it: the next one begins now. False: it cannot be recorded.
    virtual bool markReviewed() = 0;
    /// A new file, or for a copy a new folder, at `path`. Errors: Denied, Duplicate (there is one),
    /// Storage (also where it cannot be recorded: then nothing is written).
    virtual Task<Done> saveTo(QString path, ActivityFormat format, ActivityFilter filter,
                              ExportReason reason) = 0;

    virtual bool asksForReason() const = 0;  ///< export.reason_required
    /// Under what name that stands in the log; empty: there is no log, or it is no record number.
    virtual QString nameOf(ActivityName what, const QString& value) const = 0;
};

}  // namespace sotto
