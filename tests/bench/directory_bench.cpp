// SPDX-License-Identifier: GPL-3.0-or-later
// The directory of 5,000: from a letter typed to the list painted, beside a plain search for the
// same letters in 5,000 strings.
#include "tests/bench/figures.h"
#include "ui/directory_model.h"
#include "ui/theme.h"

#include <QApplication>
#include <QListView>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace sotto;

namespace {

constexpr int kPeople = 5000;
constexpr int kRounds = 8;

QString pick(const std::array<const char*, 12>& parts, int n)
{
    return QString::fromUtf8(parts[static_cast<std::size_t>(n) % parts.size()]);
}

QList<PersonSnapshot> people()
{
    constexpr std::array kFirst{"Zoë",  "Amir", "Lee",  "Nurit", "José", "Maja",
                                "Kofi", "Ines", "Dara", "Søren", "Ulla", "Petra"};
    constexpr std::array kStart{"Mül", "San", "Ok",  "Ber", "Lin", "Gar",
                                "Hol", "Pet", "Ric", "Tam", "Wei", "Ång"};
    constexpr std::array kEnd{"ler", "chez",  "afor", "ger", "berg", "cía",
                              "mes", "ersen", "ard",  "ura", "ss",   "ström"};
    constexpr std::array kTitle{"Charge nurse", "Cardiologist",  "Pharmacist",   "Receptionist",
                                "Surgeon",      "Midwife",       "Radiographer", "Registrar",
                                "Porter",       "Social worker", "Dietitian",    "Technician"};
    constexpr std::array kGroup{"Front Desk", "Physicians", "Cardiology", "Pharmacy",
                                "Theatre",    "Imaging",    "Ward 3",     "Ward 4",
                                "Laboratory", "Emergency",  "Maternity",  "Billing"};
    QList<PersonSnapshot> all;
    for (int i = 0; i < kPeople; ++i) {
        const auto name = pick(kFirst, i) + QChar(u' ') + pick(kStart, i / 12) +
            pick(kEnd, i / 144) + QStringLiteral(" %1").arg(i / 1728);
        PersonSnapshot person;
        person.address = QStringLiteral("p%1@clinic.example").arg(i);
        person.name = SafeText::fromQString(name, SafeText::Kind::Name);
        person.title = SafeText::fromQString(pick(kTitle, i / 5), SafeText::Kind::Name);
        person.group = SafeText::fromQString(pick(kGroup, i / 7), SafeText::Kind::Name);
        person.groups = QStringList{person.group.string()};
        person.presence = static_cast<Presence>(i % 4);
        all << person;
    }
    return all;
}

double reference(const std::vector<std::string>& texts, const std::string& letters)
{
    const auto start = bench::now();
    std::size_t found = 0;
    for (const auto& text : texts)
        found += text.find(letters) != std::string::npos ? 1 : 0;
    const auto end = bench::now();
    if (found > texts.size())
        bench::note("never: keeps the loop");
    return bench::seconds(start, end);
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    ui::applyTheme(app, ui::Scheme::Light);
    const auto all = people();
    ui::DirectoryModel model(nullptr);
    QListView view;
    view.setModel(&model);
    view.setItemDelegate(new ui::EntryDelegate(&view));
    view.setUniformItemSizes(true);
    view.resize(360, 900);
    view.show();
    const auto start = bench::now();
    model.load(all);
    bench::figure("directory.load", bench::seconds(start, bench::now()));
    std::vector<std::string> texts;
    for (const auto& person : all)
        texts.push_back((person.name.string() + person.title.string() + person.group.string())
                            .toLower()
                            .toStdString());
    QCoreApplication::processEvents();
    const auto type = [&](const QString& text, const std::string& name) {
        const auto begun = bench::now();
        model.setSearch(text);
        view.viewport()->repaint();
        bench::figure(name, bench::seconds(begun, bench::now()));
    };
    for (int round = 0; round < kRounds; ++round)
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            type(QString{QLatin1Char(letter)}, "directory.letter");
            bench::figure("directory.plain", reference(texts, {letter}));
            type(QStringLiteral("mul card %1").arg(QLatin1Char(letter)), "directory.words");
            type({}, "directory.all");
        }
    return 0;
}
