// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/patient.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace sotto {
namespace {

constexpr std::string_view kDots = "\u00B7\u00B7";

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

bool isAlnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isTrimmed(std::string_view text)
{
    return text.empty() || (text.front() != ' ' && text.back() != ' ');
}

bool isName(std::string_view name)
{
    return name.size() <= kMostPatientName && isTrimmed(name) &&
        std::ranges::none_of(name, isControl);
}

bool isNumber(std::string_view number)
{
    const auto isAllowed = [](char c) {
        return isAlnum(c) || c == ' ' || c == '-' || c == '.' || c == '/';
    };
    return number.size() <= kMostPatientNumber && isTrimmed(number) &&
        std::ranges::all_of(number, isAllowed) &&
        (number.empty() || std::ranges::any_of(number, isAlnum));
}

std::string trimmed(const std::string& text)
{
    return QString::fromStdString(text).simplified().toStdString();
}

/// The first letter or digit of a word; empty if it has none.
QString initialOf(const QString& word)
{
    for (const auto sign : word.toUcs4())
        if (QChar::isLetterOrNumber(sign))
            return QString::fromUcs4(reinterpret_cast<const char32_t*>(&sign), 1).toUpper();
    return {};
}

/// Of the first and the last word; "Smith, Jane" is Jane Smith.
QString initialsOf(const std::string& name)
{
    auto text = QString::fromStdString(name);
    if (const auto comma = text.indexOf(QLatin1Char(',')); comma > 0)
        text = text.mid(comma + 1) + QLatin1Char(' ') + text.left(comma);
    QStringList initials;
    for (const auto& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        initials << initialOf(word);
    initials.removeAll(QString());
    if (initials.size() > 2)
        initials = {initials.first(), initials.last()};
    QString out;
    for (const auto& initial : initials)
        out += initial + QLatin1Char('.');
    return out;
}

/// The last four; of four or fewer the second half, so that none shows whole.
std::string tailOf(const std::string& number)
{
    const auto key = recordKey(number);
    const auto shown = key.size() > 4 ? std::size_t{4} : key.size() / 2;
    return key.empty() ? std::string{} : std::string{kDots} + key.substr(key.size() - shown);
}

}  // namespace

bool isPatientLabel(std::string_view label)
{
    return !label.empty() && label.size() <= kMostLabel && isTrimmed(label) &&
        label.find(',') == label.npos && std::ranges::none_of(label, isControl);
}

bool isUsable(const PatientTag& tag)
{
    auto labels = tag.labels;
    std::ranges::sort(labels);
    return (!tag.name.empty() || !tag.number.empty()) && isName(tag.name) && isNumber(tag.number) &&
        labels.size() <= kMostPatientLabels && std::ranges::all_of(labels, isPatientLabel) &&
        std::ranges::adjacent_find(labels) == labels.end();
}

std::optional<PatientTag> tidied(PatientTag tag)
{
    tag.name = trimmed(tag.name);
    tag.number = trimmed(tag.number);
    return isUsable(tag) ? std::optional{std::move(tag)} : std::nullopt;
}

std::string shortPatient(const PatientTag& tag)
{
    const auto initials = initialsOf(tag.name).toStdString();
    const auto tail = tailOf(tag.number);
    return initials + (initials.empty() || tail.empty() ? "" : " ") + tail;
}

std::string recordKey(std::string_view number)
{
    std::string key;
    for (const char c : number)
        if (isAlnum(c))
            key += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return key;
}

std::string joinLabels(const std::vector<std::string>& labels)
{
    std::string text;
    for (const auto& label : labels)
        text += (text.empty() ? "" : ",") + label;
    return text;
}

std::vector<std::string> splitLabels(std::string_view text)
{
    std::vector<std::string> labels;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        labels.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return labels;
}

std::string patientText(const std::optional<PatientTag>& tag)
{
    return tag ? tag->name + '\n' + tag->number + '\n' + joinLabels(tag->labels) : std::string{};
}

std::optional<PatientTag> patientFromText(std::string_view text)
{
    const auto first = text.find('\n');
    const auto second = first == text.npos ? first : text.find('\n', first + 1);
    if (second == text.npos)
        return std::nullopt;
    PatientTag tag{std::string{text.substr(0, first)},
                   std::string{text.substr(first + 1, second - first - 1)},
                   splitLabels(text.substr(second + 1))};
    return isUsable(tag) ? std::optional{std::move(tag)} : std::nullopt;
}

}  // namespace sotto
