// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a setting is. The settings themselves are one table (settings_table.h): the policy
// reader, `sottoctl policy`, the help page and the tests are all made from it.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sotto {

enum class SettingType : std::uint8_t {
    Boolean,
    Integer,
    Text,    ///< one line; an empty text means "not set"
    Choice,  ///< one of `words`
    List,    ///< texts; each one of `words`, where there are any
};

/// Which of two values is the stricter one. Sources are merged to the stricter value, and
/// a user may only move in this direction.
enum class Stricter : std::uint8_t {
    Neither,  ///< no order: the source read last counts, a user may not change it
    Smaller,
    Larger,
    False,
    True,
    EarlierWord,  ///< a Choice lists its words from strict to lax
    Fewer,        ///< List: the intersection is the stricter one
    More,         ///< List: the union is the stricter one
};

/// One row of the table. Built with the functions below, so that a row reads as a sentence.
struct Setting {
    std::string_view name;  ///< "session.lock_after_s"
    SettingType type = SettingType::Text;
    Stricter stricter = Stricter::Neither;
    std::int64_t min = 0, max = 0;                     ///< Integer
    std::int64_t sharedNumber = 0, privateNumber = 0;  ///< defaults of Integer and Boolean
    std::string_view sharedText, privateText;  ///< defaults of the others; a list has commas
    std::string_view words;                    ///< allowed words with a space between
    bool fixed = false;                        ///< no file may change the default
    bool zeroIsOff = false;                    ///< Integer: 0 means "off" and is the laxest value
    bool mustHaveOne = false;                  ///< List: may not be empty
    bool emptyIsAny = false;  ///< List: empty means "no restriction" and is the laxest value
    std::string_view unit;    ///< "s", "h", "days", "MiB"; empty if it is a bare number
    std::string_view rule;    ///< requirement served: "R-4 R-25" (what the law asks)
    std::string_view sentence;

    constexpr Setting smaller() const { return with(Stricter::Smaller); }

    constexpr Setting larger() const { return with(Stricter::Larger); }

    constexpr Setting fewer() const { return with(Stricter::Fewer); }

    constexpr Setting more() const { return with(Stricter::More); }

    constexpr Setting neither() const { return with(Stricter::Neither); }

    constexpr Setting whole() const  ///< a list that may not become empty
    {
        auto copy = *this;
        copy.mustHaveOne = true;
        return copy;
    }

    constexpr Setting anyIfEmpty() const
    {
        auto copy = *this;
        copy.emptyIsAny = true;
        return copy;
    }

    constexpr Setting offAtZero() const
    {
        auto copy = *this;
        copy.zeroIsOff = true;
        return copy;
    }

    constexpr Setting in(std::string_view newUnit) const
    {
        auto copy = *this;
        copy.unit = newUnit;
        return copy;
    }

    constexpr Setting why(std::string_view newRule, std::string_view newSentence) const
    {
        auto copy = *this;
        copy.rule = newRule;
        copy.sentence = newSentence;
        return copy;
    }

private:
    constexpr Setting with(Stricter order) const
    {
        auto copy = *this;
        copy.stricter = order;
        return copy;
    }
};

namespace table {

struct Range {
    std::int64_t min, max;
};

/// Default on a shared workstation (and a kiosk), and on a private one.
template <class T>
struct Defaults {
    T shared, own;
};

constexpr Setting boolean(std::string_view name, Stricter order, Defaults<bool> defaults)
{
    Setting setting;
    setting.name = name;
    setting.type = SettingType::Boolean;
    setting.stricter = order;
    setting.max = 1;
    setting.sharedNumber = defaults.shared ? 1 : 0;
    setting.privateNumber = defaults.own ? 1 : 0;
    return setting;
}

constexpr Setting fixedTrue(std::string_view name)
{
    auto setting = boolean(name, Stricter::True, {true, true});
    setting.fixed = true;
    return setting;
}

constexpr Setting integer(std::string_view name, Range range, Defaults<std::int64_t> defaults)
{
    Setting setting;
    setting.name = name;
    setting.type = SettingType::Integer;
    setting.min = range.min;
    setting.max = range.max;
    setting.sharedNumber = defaults.shared;
    setting.privateNumber = defaults.own;
    return setting;
}

/// Words from strict to lax; neither() where they have no such order.
constexpr Setting choice(std::string_view name, std::string_view words,
                         Defaults<std::string_view> defaults)
{
    Setting setting;
    setting.name = name;
    setting.type = SettingType::Choice;
    setting.stricter = Stricter::EarlierWord;
    setting.words = words;
    setting.sharedText = defaults.shared;
    setting.privateText = defaults.own;
    return setting;
}

constexpr Setting text(std::string_view name, std::string_view byDefault = {})
{
    Setting setting;
    setting.name = name;
    setting.sharedText = setting.privateText = byDefault;
    return setting;
}

/// `words` may be empty: then any text may stand in the list.
constexpr Setting list(std::string_view name, std::string_view words, std::string_view byDefault)
{
    auto setting = text(name, byDefault);
    setting.type = SettingType::List;
    setting.words = words;
    return setting;
}

}  // namespace table

/// Calls `take` with each piece of `text` between separators; an empty text has no pieces.
template <class Take>
constexpr void forEachPiece(std::string_view text, char separator, Take take)
{
    while (!text.empty()) {
        const auto end = text.find(separator);
        take(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

/// Where `word` stands in a list of words, counted from 0; -1 if it does not.
constexpr int placeOfWord(std::string_view words, std::string_view word)
{
    int place = -1, counted = 0;
    forEachPiece(words, ' ', [&](std::string_view each) {
        if (each == word)
            place = counted;
        ++counted;
    });
    return place;
}

}  // namespace sotto
