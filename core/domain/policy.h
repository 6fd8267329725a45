// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/settings_table.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sotto {

enum class WorkstationClass : std::uint8_t { Kiosk, Shared, Private };

using PolicyValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

/// The name of a setting, looked up while compiling: a name that is not in the table, or
/// that is of another type, does not compile. policy.seconds("session.lock_after_s").
template <SettingType... Types>
class SettingName {
public:
    consteval SettingName(const char* name) : m_index(settingIndex(name))
    {
        const auto type = kSettings.at(m_index).type;  // out of range: not a constant
        if (!((type == Types) || ...))
            throw "this setting has another type";
    }

    constexpr std::size_t index() const { return m_index; }

    constexpr const Setting& row() const { return kSettings.at(m_index); }

private:
    std::size_t m_index = 0;
};

/// As above, for the settings that are counted in seconds.
class SecondsName : public SettingName<SettingType::Integer> {
public:
    consteval SecondsName(const char* name) : SettingName(name)
    {
        if (row().unit != "s")
            throw "this setting is not counted in seconds";
    }
};

/// The settings in force: a value for each row of the table, and where it came from.
///
/// Merging is part of the value: offer() takes what a policy file or a person wants and
/// keeps the stricter. A Policy therefore never holds a value outside the table's range.
/// Any thread; a value.
class Policy {
public:
    /// Later sources are weighed against earlier ones.
    enum class Source : std::uint8_t { Default, File, User };

    enum class Offer : std::uint8_t {
        Taken,
        Clamped,    ///< it was out of range: the nearest allowed value was weighed instead
        Kept,       ///< the value in force is as strict or stricter
        Refused,    ///< the setting is fixed, or a person may not change it in this direction
        Conflict,   ///< two lists have nothing in common, and none would lift the restriction
                    ///< or leave nothing to work with: the first is kept
        WrongType,  ///< also: a word or a text that is not allowed; nothing was changed
    };

    struct Entry {
        PolicyValue value;
        Source source = Source::Default;
        std::string origin;  ///< name of the file; empty for a default
        bool clamped = false;
    };

    /// The strict defaults of a shared workstation: what counts where nothing else does.
    Policy() : Policy(defaults(WorkstationClass::Shared)) { }

    /// What counts where no file says otherwise.
    static Policy defaults(WorkstationClass workstation);

    WorkstationClass workstation() const;
    bool boolean(SettingName<SettingType::Boolean> name) const;
    std::int64_t integer(SettingName<SettingType::Integer> name) const;
    std::chrono::seconds seconds(SecondsName name) const;
    const std::string& text(SettingName<SettingType::Text, SettingType::Choice> name) const;
    const std::vector<std::string>& list(SettingName<SettingType::List> name) const;
    bool listHas(SettingName<SettingType::List> name, std::string_view word) const;

    /// `index` counts rows of kSettings.
    const Entry& entry(std::size_t index) const { return m_entries.at(index); }

    /// A source wants `value` for the setting at `index`. See Offer.
    Offer offer(std::size_t index, PolicyValue value, Source source, std::string origin);

    /// Applies the rules between settings, always to the stricter side: lock no later than
    /// logoff, the ceilings of SP 800-63B at AAL 3, the password length without a second
    /// factor. Returns the rows that it changed. Call once after the last offer().
    std::vector<std::size_t> settle();

private:
    struct NoEntries { };

    explicit Policy(NoEntries) { }

    bool cap(SettingName<SettingType::Integer> name, std::int64_t limit);

    std::vector<Entry> m_entries;
};

}  // namespace sotto
