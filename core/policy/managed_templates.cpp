// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/managed_templates.h"

#include "core/policy/citations.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace sotto::policy {
namespace {

constexpr auto kNamespace = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
constexpr auto kRegistryKey = "Software\\Policies\\Sotto";

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString section(const Setting& row)
{
    return text(row.name.substr(0, row.name.find('.')));
}

/// Names inside a template may not contain dots.
QString idOf(const Setting& row)
{
    return text(row.name).replace(QLatin1Char{'.'}, QLatin1Char{'_'});
}

QString idOfWord(QString word)
{
    return QStringLiteral("word_") + word.replace(QLatin1Char{'.'}, QLatin1Char{'_'});
}

QString stringRef(const QString& id)
{
    return QStringLiteral("$(string.%1)").arg(id);
}

using Attributes = std::initializer_list<std::pair<const char*, QString>>;

/// One XML document in the making, with elements written in one call.
class Document {
public:
    Document() : m_xml(&m_text)
    {
        m_xml.setAutoFormatting(true);
        m_xml.writeStartDocument();
    }

    void open(const char* name, Attributes attributes = {})
    {
        m_xml.writeStartElement(QLatin1String{name});
        for (const auto& [key, value] : attributes)
            m_xml.writeAttribute(QLatin1String{key}, value);
    }

    void close() { m_xml.writeEndElement(); }

    void empty(const char* name, Attributes attributes = {})
    {
        open(name, attributes);
        close();
    }

    void leaf(const char* name, const QString& content, Attributes attributes = {})
    {
        open(name, attributes);
        m_xml.writeCharacters(content);
        close();
    }

    QXmlStreamWriter& xml() { return m_xml; }

    std::string finish()
    {
        m_xml.writeEndDocument();
        return m_text.toStdString();
    }

private:
    QString m_text;
    QXmlStreamWriter m_xml;
};

void forEachWord(const Setting& row, const std::function<void(const QString&)>& take)
{
    forEachPiece(row.words, ' ', [&](std::string_view word) { take(text(word)); });
}

/// What no file may change has no place in a template.
bool isOffered(const Setting& row)
{
    return !row.fixed;
}

std::vector<QString> sections()
{
    std::vector<QString> names;
    for (const auto& row : kSettings)
        if (isOffered(row) && std::ranges::find(names, section(row)) == names.end())
            names.push_back(section(row));
    return names;
}

void writeEnum(Document& admx, const Setting& row)
{
    admx.open("enum",
              {{"id", QStringLiteral("value")},
               {"valueName", text(row.name)},
               {"required", QStringLiteral("true")}});
    forEachWord(row, [&](const QString& word) {
        admx.open("item", {{"displayName", stringRef(idOfWord(word))}});
        admx.open("value");
        admx.leaf("string", word);
        admx.close();
        admx.close();
    });
    admx.close();
}

void writeElements(Document& admx, const Setting& row)
{
    admx.open("elements");
    switch (row.type) {
    case SettingType::Integer:
        admx.empty("decimal",
                   {{"id", QStringLiteral("value")},
                    {"valueName", text(row.name)},
                    {"minValue", QString::number(row.min)},
                    {"maxValue", QString::number(row.max)},
                    {"required", QStringLiteral("true")}});
        break;
    case SettingType::Choice:
        writeEnum(admx, row);
        break;
    case SettingType::List:
        admx.empty("multiText", {{"id", QStringLiteral("value")}, {"valueName", text(row.name)}});
        break;
    case SettingType::Text:
    case SettingType::Boolean:
        admx.empty("text", {{"id", QStringLiteral("value")}, {"valueName", text(row.name)}});
        break;
    }
    admx.close();
}

void writeFlag(Document& admx)
{
    for (const auto& [name, value] : {std::pair{"enabledValue", "1"}, {"disabledValue", "0"}}) {
        admx.open(name);
        admx.empty("decimal", {{"value", QLatin1String{value}}});
        admx.close();
    }
}

void writePolicy(Document& admx, const Setting& row)
{
    const auto id = idOf(row);
    const bool isFlag = row.type == SettingType::Boolean;
    admx.open("policy",
              {{"name", id},
               {"class", QStringLiteral("Machine")},
               {"displayName", stringRef(id)},
               {"explainText", stringRef(id + QStringLiteral("_help"))},
               {"key", QLatin1String{kRegistryKey}}});
    if (isFlag)
        admx.xml().writeAttribute(QStringLiteral("valueName"), text(row.name));
    else
        admx.xml().writeAttribute(QStringLiteral("presentation"),
                                  QStringLiteral("$(presentation.%1)").arg(id));
    admx.empty("parentCategory", {{"ref", section(row)}});
    admx.empty("supportedOn", {{"ref", QStringLiteral("supported")}});
    if (isFlag)
        writeFlag(admx);
    else
        writeElements(admx, row);
    admx.close();
}

void writeCategories(Document& admx)
{
    admx.open("categories");
    admx.empty("category",
               {{"name", QStringLiteral("sotto")}, {"displayName", QStringLiteral("Sotto")}});
    for (const auto& name : sections()) {
        admx.open("category",
                  {{"name", name}, {"displayName", stringRef(QStringLiteral("section_") + name)}});
        admx.empty("parentCategory", {{"ref", QStringLiteral("sotto")}});
        admx.close();
    }
    admx.close();
}

/// What an administrator reads in the editor: sentence, range, rules.
QString helpOf(const Setting& row)
{
    auto help = text(row.sentence);
    if (row.type == SettingType::List && !row.words.empty())
        help += QStringLiteral("\nOne word in each line, of: ") + text(row.words);
    if (row.type == SettingType::List && row.words.empty())
        help += QStringLiteral("\nOne entry in each line.");
    if (!row.unit.empty())
        help += QStringLiteral("\nUnit: ") + text(row.unit);
    forEachPiece(row.rule, ' ', [&](std::string_view rule) {
        help += QStringLiteral("\n%1 (%2)").arg(text(citationOf(rule)), text(rule));
    });
    return help;
}

void writeStrings(Document& adml)
{
    const auto string = [&](const QString& id, const QString& content) {
        adml.leaf("string", content, {{"id", id}});
    };
    adml.open("stringTable");
    string(QStringLiteral("supported"), QStringLiteral("Sotto 0.1 and later"));
    for (const auto& name : sections())
        string(QStringLiteral("section_") + name, name);
    std::vector<QString> words;
    for (const auto& row : kSettings) {
        if (!isOffered(row))
            continue;
        string(idOf(row), text(row.name));
        string(idOf(row) + QStringLiteral("_help"), helpOf(row));
        if (row.type == SettingType::Choice)
            forEachWord(row, [&](const QString& word) { words.push_back(word); });
    }
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    for (const auto& word : words)
        string(idOfWord(word), word);
    adml.close();
}

void writePresentations(Document& adml)
{
    adml.open("presentationTable");
    for (const auto& row : kSettings) {
        if (!isOffered(row) || row.type == SettingType::Boolean)
            continue;
        const auto label = text(row.name);
        adml.open("presentation", {{"id", idOf(row)}});
        if (row.type == SettingType::Integer) {
            adml.leaf("decimalTextBox", label, {{"refId", QStringLiteral("value")}});
        } else if (row.type == SettingType::Choice) {
            adml.leaf("dropdownList", label, {{"refId", QStringLiteral("value")}});
        } else if (row.type == SettingType::List) {
            adml.leaf("multiTextBox", label, {{"refId", QStringLiteral("value")}});
        } else {
            adml.open("textBox", {{"refId", QStringLiteral("value")}});
            adml.leaf("label", label);
            adml.close();
        }
        adml.close();
    }
    adml.close();
}

void writeRoot(Document& document, const char* name)
{
    document.open(name,
                  {{"revision", QStringLiteral("1.0")}, {"schemaVersion", QStringLiteral("1.0")}});
    document.xml().writeDefaultNamespace(QLatin1String{kNamespace});
}

void writePlistValue(Document& plist, const PolicyValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value)) {
        plist.empty(*flag ? "true" : "false");
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        plist.leaf("integer", QString::number(*number));
    } else if (const auto* line = std::get_if<std::string>(&value)) {
        plist.leaf("string", text(*line));
    } else {
        plist.open("array");
        for (const auto& each : std::get<std::vector<std::string>>(value))
            plist.leaf("string", text(each));
        plist.close();
    }
}

}  // namespace

std::string admxFile()
{
    Document admx;
    writeRoot(admx, "policyDefinitions");
    admx.open("policyNamespaces");
    admx.empty("target",
               {{"prefix", QStringLiteral("sotto")},
                {"namespace", QStringLiteral("Sotto.Policies.Sotto")}});
    admx.close();
    admx.empty("resources", {{"minRequiredRevision", QStringLiteral("1.0")}});
    admx.open("supportedOn");
    admx.open("definitions");
    admx.empty("definition",
               {{"name", QStringLiteral("supported")},
                {"displayName", stringRef(QStringLiteral("supported"))}});
    admx.close();
    admx.close();
    writeCategories(admx);
    admx.open("policies");
    for (const auto& row : kSettings)
        if (isOffered(row))
            writePolicy(admx, row);
    admx.close();
    return admx.finish();
}

std::string admlFile()
{
    Document adml;
    writeRoot(adml, "policyDefinitionResources");
    adml.leaf("displayName", QStringLiteral("Sotto"));
    adml.leaf("description", QStringLiteral("Settings of the Sotto messenger"));
    adml.open("resources");
    writeStrings(adml);
    writePresentations(adml);
    adml.close();
    return adml.finish();
}

std::string managedPreferencesFile(WorkstationClass workstation)
{
    Document plist;
    plist.xml().writeDTD(QStringLiteral("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                                        "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"));
    plist.open("plist", {{"version", QStringLiteral("1.0")}});
    plist.open("dict");
    const auto defaults = Policy::defaults(workstation);
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        if (!isOffered(kSettings.at(i)))
            continue;
        plist.leaf("key", text(kSettings.at(i).name));
        writePlistValue(plist, defaults.entry(i).value);
    }
    return plist.finish();
}

}  // namespace sotto::policy
