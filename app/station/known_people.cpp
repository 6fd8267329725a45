// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/known_people.h"

#include "core/domain/jid.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace sotto::app {
namespace {

constexpr qint64 kMaxFile = 64 * 1024;
constexpr qsizetype kMaxPeople = 200;

}  // namespace

KnownPeople::KnownPeople(QString path) : m_path(std::move(path))
{
    load();
}

void KnownPeople::load()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto lines = file.read(kMaxFile).split('\n');
    for (const auto& line : lines) {
        const auto tab = line.indexOf('\t');
        const auto jid = Jid::parseAccount(line.left(tab < 0 ? line.size() : tab).toStdString());
        if (!jid || m_people.size() == kMaxPeople)
            continue;
        const auto name = tab < 0 ? std::string{} : line.mid(tab + 1).toStdString();
        m_people.append({QString::fromStdString(jid->toString()),
                         SafeText::fromUtf8(name, SafeText::Kind::Name)});
    }
}

Result<Done> KnownPeople::remember(const QString& address, const SafeText& name)
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    if (known == m_people.end()) {
        m_people.append({address, name});
        return save();
    }
    if (name.isEmpty() || known->name == name)
        return Done{};
    known->name = name;
    return save();
}

Result<Done> KnownPeople::forget(const QString& address)
{
    m_people.removeIf([&](const Person& person) { return person.address == address; });
    return save();
}

Result<Done> KnownPeople::save() const
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{Errc::Storage, "list of people"};
    for (const auto& person : m_people)
        file.write((person.address + u'\t' + person.name.string() + u'\n').toUtf8());
    if (!file.commit())
        return Error{Errc::Storage, "list of people"};
    return Done{};
}

}  // namespace sotto::app
