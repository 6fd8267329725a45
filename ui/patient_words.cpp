// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patient_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Patient)
};

QString joined(QStringList parts, const QStringList& labels)
{
    parts << labels;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

QString patientWords(const PatientSnapshot& patient)
{
    return joined({patient.name.string(), patient.number.string()}, patient.labels);
}

QString patientWords(const PatientTag& tag)
{
    return patientWords(shownAs(tag));
}

PatientSnapshot shownAs(const PatientTag& tag)
{
    PatientSnapshot shown;
    shown.name = SafeText::fromUtf8(tag.name, SafeText::Kind::Name);
    shown.number = SafeText::fromUtf8(tag.number, SafeText::Kind::Name);
    for (const auto& label : tag.labels)
        shown.labels << SafeText::fromUtf8(label, SafeText::Kind::Name).string();
    return shown;
}

QString elidedPatient(const PatientSnapshot& patient, const QFontMetricsF& font, double room)
{
    const auto rest = joined({QString(), patient.number.string()}, patient.labels);
    const auto dot = QStringLiteral(" · ");
    const double forName = rest.isEmpty() ? room : room - font.horizontalAdvance(dot + rest);
    const auto name =
        font.elidedText(patient.name.string(), Qt::ElideRight, std::max(forName, room / 4));
    return font.elidedText(joined({name, rest}, {}), Qt::ElideRight, room);
}

QString sensitiveNotice(const QStringList& labels)
{
    if (labels.isEmpty())
        return {};
    if (labels.contains(QLatin1String(kPart2Label.data())))
        return Words::tr("42 CFR part 2 prohibits unauthorized use or disclosure of these "
                         "records.");
    return Words::tr("Sensitive: pass it on only where the law or the patient allows it.");
}

}  // namespace sotto::ui
