// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/known_people.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::app;

namespace {

class File {
public:
    QString path() const { return m_folder.filePath(QStringLiteral("people")); }

    void write(const QByteArray& bytes) const
    {
        QFile file(path());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QStringList addresses() const
    {
        QStringList found;
        const KnownPeople people(path());
        for (const auto& person : people.all())
            found << person.address;
        return found;
    }

private:
    QTemporaryDir m_folder;
};

SafeText name(const char* text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Name);
}

const QString kAnn = QStringLiteral("ann@clinic.example");
const QString kBen = QStringLiteral("ben@clinic.example");

}  // namespace

TEST_CASE("People are remembered with their newest name, in their order, until forgotten")
{
    const File file;
    KnownPeople people(file.path());
    CHECK(people.all().isEmpty());
    REQUIRE(people.remember(kAnn, name("")));
    REQUIRE(people.remember(kBen, name("Ben")));
    REQUIRE(people.remember(kAnn, name("Ann")));
    REQUIRE(people.remember(kAnn, name("")));  // not known yet at the next start
    const KnownPeople again(file.path());
    REQUIRE(again.all().size() == 2);
    CHECK(again.all()[0].address == kAnn);
    CHECK(again.all()[0].name == name("Ann"));
    REQUIRE(people.forget(kAnn));
    CHECK(file.addresses() == QStringList{kBen});
}

TEST_CASE("The lock that a person chose outlives the station, and a damaged one is none")
{
    const File file;
    {
        KnownPeople people(file.path());
        CHECK(people.setLockAfter(kAnn, 30));  // not known: nothing to keep
        REQUIRE(people.remember(kAnn, name("Ann")));
        REQUIRE(people.setLockAfter(kAnn, 45));
        REQUIRE(people.remember(kAnn, name("Ann B")));
    }
    KnownPeople again(file.path());
    CHECK(again.lockAfter(kAnn) == 45);
    CHECK(again.all().front().name.string() == QStringLiteral("Ann B"));
    CHECK(again.lockAfter(QStringLiteral("ben@clinic.example")) == 0);
    REQUIRE(again.setLockAfter(kAnn, 0));
    CHECK(KnownPeople(file.path()).lockAfter(kAnn) == 0);
    for (const auto* text : {"-5", "soon", "99999999999999"}) {
        file.write(QByteArray("ann@clinic.example\tAnn\t") + text + '\n');
        CHECK(KnownPeople(file.path()).lockAfter(kAnn) == 0);
    }
}

TEST_CASE(
    "What a person accepted outlives the station beside their lock, and a damaged one is none")
{
    const File file;
    const QString hash(64, QLatin1Char('a'));
    {
        KnownPeople people(file.path());
        CHECK(people.setAgreement(kAnn, hash));  // not known: nothing to keep
        REQUIRE(people.remember(kAnn, name("Ann")));
        REQUIRE(people.setAgreement(kAnn, hash));
        REQUIRE(people.remember(kBen, name("Ben")));
        REQUIRE(people.setLockAfter(kBen, 45));
        REQUIRE(people.setAgreement(kBen, hash));
    }
    KnownPeople again(file.path());
    CHECK(again.agreement(kAnn) == hash);
    CHECK(again.lockAfter(kAnn) == 0);
    CHECK(again.agreement(kBen) == hash);
    CHECK(again.lockAfter(kBen) == 45);
    for (const auto* text : {"aa", "soon", "\t"}) {
        file.write(QByteArray("ann@clinic.example\tAnn\t0\t") + text + '\n');
        CHECK(KnownPeople(file.path()).agreement(kAnn).isEmpty());
    }
}

TEST_CASE("A damaged line costs that line only")
{
    const File file;
    constexpr char kLines[] = "\n\t\nann@clinic.example\tAnn\x1b[31m\r\n\xff\xfe\x00garbage\n"
                              "no address\tX\n@\tY\nben@clinic.example\nann@clinic.example\tTwin\n"
                              "ann@clinic.example/phone\tZ\n";
    file.write({kLines, sizeof kLines - 1});
    const KnownPeople people(file.path());
    REQUIRE(people.all().size() == 2);
    CHECK(people.all()[0].address == kAnn);
    CHECK_FALSE(people.all()[0].name.string().contains(QChar(0x1b)));
    CHECK(people.all()[1].address == kBen);
    CHECK(people.all()[1].name.isEmpty());
}

TEST_CASE("A file that is far too long, or no file, does no harm")
{
    const File file;
    file.write(QByteArray(1 << 20, 'a'));
    CHECK(file.addresses().isEmpty());

    // Cut where reading stops, an address would become somebody else's.
    QByteArray lines = "ann@clinic.example\t" + QByteArray(256 * 1024 - 40, 'x') + '\n';
    lines += "ben@clinic.example";
    REQUIRE(lines.size() < 256 * 1024);
    lines += QByteArray(256 * 1024 - lines.size(), 'e') + "e\tBen\n";
    file.write(lines);
    CHECK(file.addresses() == QStringList{kAnn});

    const File folder;
    REQUIRE(QDir().mkpath(folder.path()));
    KnownPeople people(folder.path());
    CHECK(people.all().isEmpty());
    const auto saved = people.remember(kAnn, name("Ann"));
    REQUIRE_FALSE(saved);
    CHECK(saved.error().code == Errc::Storage);
    CHECK(people.all().size() == 1);  // for as long as the station runs
}

TEST_CASE("The tiles have a limit, and the newest person has one of them")
{
    const File file;
    KnownPeople people(file.path());
    for (int number = 0; number <= 200; ++number)
        (void)people.remember(QStringLiteral("p%1@clinic.example").arg(number), name("P"));
    CHECK(people.all().size() == 200);
    CHECK(people.all().back().address == QStringLiteral("p200@clinic.example"));
    CHECK(file.addresses().contains(QStringLiteral("p200@clinic.example")));
}
