// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clinic's lists beside policy.toml (of devices, of roles). A list counts only with a signature
// by the pinned policy key, and has a serial that is higher in each new one.

#include "core/base/clock.h"
#include "core/domain/policy_file.h"
#include "core/policy/finding.h"
#include "core/policy/policy_signature.h"

#include <QObject>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::policy {

template <class List>
struct LoadedList {
    List list;                      ///< the last good one if this one was not accepted
    std::vector<Finding> findings;  ///< in the order of the lines
    std::string sha256;             ///< of the file, hexadecimal; empty if there is none
    bool accepted = true;           ///< false: `list` is an earlier one, or empty
};

/// One of the lists there are.
template <class List>
struct ListKind {
    std::string_view fileName;
    Signed signedAs;
    /// Without its signature. Findings that are errors refuse it whole.
    LoadedList<List> (*parse)(std::string_view text, const std::string& fileName);
};

bool hasError(const std::vector<Finding>& findings);

struct SignedContent {
    enum class State : std::uint8_t { Read, Missing, Refused };

    State state = State::Missing;
    std::string bytes;
    std::string sha256;             ///< hexadecimal
    std::vector<Finding> findings;  ///< of the signature
};

SignedContent readSigned(const std::filesystem::path& file, Signed kind,
                         const TrustedReader& reader);

Finding olderSerial(std::string fileName);
Finding takenAway(std::string fileName);

/// Reads a list as workstations do. One that is missing is empty. One that is not signed, has a
/// lower serial than `lastGood`, or is wrong in any line, leaves `lastGood` in force. Never fails.
template <class List>
LoadedList<List> readList(const ListKind<List>& kind, const std::filesystem::path& file,
                          const TrustedReader& reader, const LoadedList<List>* lastGood = nullptr)
{
    const std::string name{kind.fileName};
    auto content = readSigned(file, kind.signedAs, reader);
    LoadedList<List> loaded;
    if (content.state == SignedContent::State::Read)
        loaded = kind.parse(content.bytes, name);
    loaded.sha256 = std::move(content.sha256);
    loaded.findings.insert(loaded.findings.end(), content.findings.begin(), content.findings.end());
    const auto before = lastGood ? lastGood->list.serial : 0;
    if (content.state == SignedContent::State::Read && loaded.list.serial < before)
        loaded.findings.push_back(olderSerial(name));
    if (content.state == SignedContent::State::Missing && before > 0)
        loaded.findings.push_back(takenAway(name));
    loaded.accepted = !hasError(loaded.findings);
    if (!loaded.accepted)
        loaded.list = lastGood ? lastGood->list : List{};
    return loaded;
}

/// Looks at a file every so often: a change is in force within 30 seconds. Thread: its maker's.
class ListWatch : public QObject {
    Q_OBJECT
public:
    void checkNow();

Q_SIGNALS:
    void changed();  ///< there is a new list, or a new file was refused

protected:
    ListWatch(Time time, QObject* parent);

    virtual bool look() = 0;  ///< true: it is another one than before

private:
    void lookLater();

    Time m_time;
    Scheduler::HandlePtr m_later;
};

/// Keeps a list current.
template <class List>
class ListWatcher final : public ListWatch {
public:
    /// Reads the list before it returns. `kind` must outlive this.
    ListWatcher(const ListKind<List>& kind, std::filesystem::path file, TrustedReader reader,
                Time time, QObject* parent = nullptr)
        : ListWatch(time, parent),
          m_kind(kind),
          m_file(std::move(file)),
          m_reader(std::move(reader)),
          m_current(readList(kind, m_file, m_reader))
    {
    }

    const LoadedList<List>& current() const { return m_current; }

private:
    bool look() override
    {
        auto fresh = readList(m_kind, m_file, m_reader, &m_current);
        if (fresh.sha256 == m_current.sha256 && fresh.accepted == m_current.accepted)
            return false;
        m_current = std::move(fresh);
        return true;
    }

    const ListKind<List>& m_kind;
    std::filesystem::path m_file;
    TrustedReader m_reader;
    LoadedList<List> m_current;
};

}  // namespace sotto::policy
