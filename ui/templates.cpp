// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr qsizetype kMostTemplates = 40;  // a menu, not a library
constexpr qsizetype kMostNameChars = 60;

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Templates)
};

QList<Template> ownTemplates()
{
    return {
        {Words::tr("Call back"),
         Words::tr("Please call back: [who], [phone number]\nAbout: [reason]")},
        {Words::tr("Lab result"),
         Words::tr("Lab result: [test] [value] [unit]\nTaken: [time]\nPlease: [what to do]")},
        {Words::tr("SBAR hand-off"),
         Words::tr("Situation: [what is happening now]\nBackground: [history that matters]\n"
                   "Assessment: [what I think it is]\nRecommendation: [what I ask for, by when]")},
        {Words::tr("Patient ready"), Words::tr("The patient in [room] is ready for [whom].")},
    };
}

std::optional<Template> parse(const QString& line)
{
    const auto colon = line.indexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    QStringList lines;
    for (const auto& part : line.mid(colon + 1).split(u'|'))
        lines << part.trimmed();
    Template one{line.left(colon).trimmed().left(kMostNameChars), lines.join(u'\n').trimmed()};
    return one.name.isEmpty() || one.text.isEmpty() ? std::nullopt : std::optional{one};
}

}  // namespace

QList<Template> templatesWith(const QStringList& clinics)
{
    auto all = ownTemplates();
    for (const auto& line : clinics) {
        const auto one = parse(line);
        if (!one || all.size() >= kMostTemplates)
            continue;
        const auto same = std::ranges::find_if(all, [&](const Template& known) {
            return known.name.compare(one->name, Qt::CaseInsensitive) == 0;
        });
        if (same != all.end())
            *same = *one;
        else
            all << *one;
    }
    return all;
}

std::optional<Place> nextPlace(const QString& text, int from)
{
    static const QRegularExpression kPlace(QStringLiteral("\\[[^\\[\\]\\n]{1,80}\\]"));
    const auto match = kPlace.match(text, std::clamp<qsizetype>(from, 0, text.size()));
    return match.hasMatch() ? std::optional{Place{static_cast<int>(match.capturedStart()),
                                                  static_cast<int>(match.capturedLength())}}
                            : std::nullopt;
}

}  // namespace sotto::ui
