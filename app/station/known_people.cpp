// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/known_people.h"

#include "core/base/encoding.h"
#include "core/base/replace_file.h"
#include "core/domain/jid.h"

#include <QFile>

#include <algorithm>

namespace sotto::app {
namespace {

constexpr qint64 kMaxFile = 256 * 1024;
constexpr qsizetype kMaxPeople = 200;

/// Empty for what is no SHA-256.
QString hashIn(const QByteArray& field)
{
    const auto bytes = fromHex(field.toStdString());
    return bytes && bytes->size() == 32 ? QString::fromLatin1(field) : QString();
}

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
    auto lines = file.read(kMaxFile).split('\n');
    if (!file.atEnd())
        lines.removeLast();  // cut: it may read as another address
    for (const auto& line : lines) {
        const auto fields = line.split('\t');
        const auto jid = Jid::parseAccount(fields.front().toStdString());
        if (jid)
            add({QString::fromStdString(jid->toString()),
                 SafeText::fromUtf8(fields.value(1).toStdString(), SafeText::Kind::Name),
                 std::max(0, fields.value(2).toInt()), hashIn(fields.value(3))});
    }
}

/// The first line of an address counts; the oldest person makes room for the newest.
void KnownPeople::add(Person person)
{
    if (std::ranges::find(m_people, person.address, &Person::address) != m_people.end())
        return;
    if (m_people.size() == kMaxPeople)
        m_people.removeFirst();
    m_people.append(std::move(person));
}

Result<Done> KnownPeople::remember(const QString& address, const SafeText& name)
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    if (known == m_people.end()) {
        add({address, name, 0, {}});
        return save();
    }
    if (name.isEmpty() || known->name == name)
        return Done{};
    known->name = name;
    return save();
}

Result<Done> KnownPeople::setLockAfter(const QString& address, int seconds)
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    if (known == m_people.end() || known->lockAfterS == seconds)
        return Done{};
    known->lockAfterS = seconds;
    return save();
}

int KnownPeople::lockAfter(const QString& address) const
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    return known == m_people.end() ? 0 : known->lockAfterS;
}

Result<Done> KnownPeople::setAgreement(const QString& address, const QString& sha256)
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    const auto hash = hashIn(sha256.toLatin1());
    if (known == m_people.end() || known->agreement == hash)
        return Done{};
    known->agreement = hash;
    return save();
}

QString KnownPeople::agreement(const QString& address) const
{
    const auto known = std::ranges::find(m_people, address, &Person::address);
    return known == m_people.end() ? QString() : known->agreement;
}

Result<Done> KnownPeople::forget(const QString& address)
{
    m_people.removeIf([&](const Person& person) { return person.address == address; });
    return save();
}

Result<Done> KnownPeople::save() const
{
    std::string lines;
    for (const auto& person : m_people) {
        QStringList fields{person.address, person.name.string()};
        if (person.lockAfterS > 0 || !person.agreement.isEmpty())
            fields << QString::number(person.lockAfterS);
        if (!person.agreement.isEmpty())
            fields << person.agreement;
        lines += (fields.join(QLatin1Char('\t')) + QLatin1Char('\n')).toStdString();
    }
    return replaceFile(m_path.toStdU16String(), viewOf(lines));
}

}  // namespace sotto::app
