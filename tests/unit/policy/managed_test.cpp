// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/managed_templates.h"
#include "tests/unit/policy/policy_folder.h"

#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::policy;

namespace {

struct Tag {
    QString name;
    QMap<QString, QString> attributes;
    QString text;
};

/// All elements of a well-formed document, in order.
std::vector<Tag> tagsOf(const std::string& document)
{
    std::vector<Tag> tags;
    QXmlStreamReader reader{QString::fromStdString(document)};
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            Tag tag{reader.name().toString(), {}, {}};
            for (const auto& each : reader.attributes())
                tag.attributes.insert(each.qualifiedName().toString(), each.value().toString());
            tags.push_back(tag);
        } else if (token == QXmlStreamReader::Characters && !tags.empty() &&
                   !reader.isWhitespace()) {
            tags.back().text += reader.text().toString();
        }
    }
    INFO(reader.errorString().toStdString());
    REQUIRE_FALSE(reader.hasError());
    return tags;
}

QSet<QString> attributesOf(const std::vector<Tag>& tags, const char* name, const char* attribute)
{
    QSet<QString> found;
    for (const auto& tag : tags)
        if (tag.name == QLatin1String{name})
            found.insert(tag.attributes.value(QLatin1String{attribute}));
    return found;
}

/// "$(string.ID)" of a document.
QSet<QString> referencesOf(const std::string& document, const char* table)
{
    const QRegularExpression pattern{
        QStringLiteral("\\$\\(%1\\.([A-Za-z0-9_-]+)\\)").arg(QLatin1String{table})};
    QSet<QString> ids;
    auto matches = pattern.globalMatch(QString::fromStdString(document));
    while (matches.hasNext())
        ids.insert(matches.next().captured(1));
    return ids;
}

}  // namespace

TEST_CASE("The Group Policy template offers each setting that a policy may change")
{
    const auto admx = admxFile();
    const auto tags = tagsOf(admx);
    QSet<QString> values;
    for (const auto& tag : tags)
        if (tag.attributes.contains(QStringLiteral("valueName")))
            values.insert(tag.attributes.value(QStringLiteral("valueName")));
    for (const auto& row : kSettings) {
        CAPTURE(row.name);
        const auto name = QString::fromLatin1(row.name.data(), qsizetype(row.name.size()));
        CHECK(values.contains(name) == !row.fixed);
    }
    for (const auto& tag : tags)
        if (tag.name == QLatin1String{"policy"})
            CHECK_FALSE(tag.attributes.value(QStringLiteral("name")).contains(QLatin1Char{'.'}));
}

TEST_CASE("The template's texts and forms are all in its language file, and none is left over")
{
    const auto admx = admxFile();
    const auto adml = tagsOf(admlFile());
    const auto strings = attributesOf(adml, "string", "id");
    const auto forms = attributesOf(adml, "presentation", "id");
    CHECK((referencesOf(admx, "string") - strings).isEmpty());
    CHECK((strings - referencesOf(admx, "string")).isEmpty());
    CHECK((referencesOf(admx, "presentation") - forms).isEmpty());
    CHECK((forms - referencesOf(admx, "presentation")).isEmpty());
}

TEST_CASE("The property list of managed Macs states the defaults of the table")
{
    const auto kind = GENERATE(WorkstationClass::Shared, WorkstationClass::Private);
    const auto tags = tagsOf(managedPreferencesFile(kind));
    const auto at = std::ranges::find(tags, QStringLiteral("session.lock_after_s"), &Tag::text);
    REQUIRE(at != tags.end());
    REQUIRE(at + 1 != tags.end());
    CHECK((at + 1)->name == QLatin1String{"integer"});
    CHECK((at + 1)->text ==
          (kind == WorkstationClass::Shared ? QStringLiteral("120") : QStringLiteral("600")));
}

TEST_CASE("What the system's management sets counts like a file, to the stricter side")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[session]\nlock_after_s = 60\n[export]\nfhir = true\n");
    folder.locations.managed = [] {
        return std::vector<ManagedSetting>{{"session.lock_after_s", std::int64_t{45}},
                                           {"session.logoff_after_s", std::int64_t{1800}},
                                           {"export.fhir", std::int64_t{0}},
                                           {"relay.domain_allow", std::string{"clinic.example"}}};
    };
    const auto loaded = folder.read();
    REQUIRE(loaded.accepted);
    CHECK(loaded.findings.empty());
    CHECK(loaded.hasFile);
    CHECK(loaded.policy.integer("session.lock_after_s") == 45);
    CHECK(loaded.policy.entry(settingIndex("session.lock_after_s")).origin == "system management");
    CHECK_FALSE(loaded.policy.boolean("export.fhir"));
    CHECK(loaded.policy.listHas("relay.domain_allow", "clinic.example"));
}

TEST_CASE("A changed managed value changes the policy's hash, and a wrong one refuses it")
{
    PolicyFolder folder;
    PolicyValue lock = std::int64_t{45};
    folder.locations.managed = [&] {
        return std::vector<ManagedSetting>{{"session.lock_after_s", lock}};
    };
    const auto before = folder.read();
    lock = std::int64_t{50};
    const auto after = folder.read();
    CHECK(before.sha256 != after.sha256);
    lock = std::string{"soon"};
    const auto wrong = folder.read(&after);
    CHECK_FALSE(wrong.accepted);
    CHECK(count(wrong, FindingKind::WrongType) == 1);
    CHECK(wrong.policy.integer("session.lock_after_s") == 50);
}
