// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identifiers.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Identifiers)
};

constexpr qsizetype kMostChars = 16 * 1024;  // as much as a message has

bool hasMatch(const QRegularExpression& pattern, const QString& text)
{
    return pattern.match(text).hasMatch();
}

/// A full date before this year, or any after a word for birth.
bool hasBirthDate(const QString& text, int thisYear)
{
    static const QRegularExpression kSaid(
        QStringLiteral("\\b(dob|d\\.o\\.b\\.|born|birth|nacid[oa]|nacimiento)\\b.{0,20}\\d"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kDate(
        QStringLiteral("(?<![\\d/.-])(?:\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{4})|(\\d{4})-\\d{2}-\\d{2})"
                       "(?![\\d/-])"));
    if (hasMatch(kSaid, text))
        return true;
    for (auto all = kDate.globalMatch(text); all.hasNext();) {
        const auto date = all.next();
        const int year = (date.captured(1) + date.captured(2)).toInt();
        if (year >= 1900 && year < thisYear)
            return true;
    }
    return false;
}

}  // namespace

Identifier identifierIn(const QString& text, int thisYear)
{
    static const QRegularExpression kSocial(
        QStringLiteral("(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])"));
    static const QRegularExpression kRecord(
        QStringLiteral(
            "\\b(mrn|medical record|chart|expediente|historia cl[ií]nica)\\b.{0,12}\\d{3}|"
            "(?<![\\d.,/-])\\d{6,10}(?![\\d/-])"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kPhone(
        QStringLiteral("(?<!\\d)\\(?\\d{3}\\)?[-. ]{1,2}\\d{3}[-. ]\\d{4}(?!\\d)"));
    const auto some = text.left(kMostChars);
    if (hasMatch(kSocial, some))
        return Identifier::SocialSecurity;
    if (hasBirthDate(some, thisYear))
        return Identifier::BirthDate;
    if (hasMatch(kRecord, some))
        return Identifier::RecordNumber;
    return hasMatch(kPhone, some) ? Identifier::Phone : Identifier::None;
}

QString wordsFor(Identifier identifier)
{
    switch (identifier) {
    case Identifier::None:
        break;
    case Identifier::RecordNumber:
        return Words::tr("a record number");
    case Identifier::SocialSecurity:
        return Words::tr("a Social Security number");
    case Identifier::BirthDate:
        return Words::tr("a date of birth");
    case Identifier::Phone:
        return Words::tr("a phone number");
    }
    return {};
}

}  // namespace sotto::ui
