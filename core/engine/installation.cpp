// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/installation.h"

#include "core/base/encoding.h"
#include "core/base/replace_file.h"
#include "core/crypto/digest.h"
#include "core/crypto/random.h"

#include <QFile>
#include <QString>

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr qint64 kMaxFile = 4096;
constexpr std::size_t kUuidLength = 36;
constexpr auto kFileName = "installation";

/// A value must not end its line.
std::string oneLine(std::string text)
{
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return text;
}

}  // namespace

std::filesystem::path Installation::folderOf(const std::filesystem::path& dataFolder,
                                             const Jid& person)
{
    const auto digest = crypto::sha256(viewOf(person.bare().toString()));
    return dataFolder / "vaults" / toHex(ByteView{digest}.first(16));
}

Installation Installation::load(std::filesystem::path folder)
{
    Installation installation;
    installation.m_folder = std::move(folder);
    QFile file(QString::fromStdU16String((installation.m_folder / kFileName).u16string()));
    if (file.open(QIODevice::ReadOnly))
        for (const auto& line : file.read(kMaxFile).split('\n'))
            installation.read(line.toStdString());
    if (installation.clientId.size() != kUuidLength)
        installation.clientId = crypto::uuidV4();
    return installation;
}

void Installation::read(const std::string& line)
{
    const auto at = line.find('=');
    if (at == std::string::npos)
        return;
    const auto key = line.substr(0, at);
    const auto value = line.substr(at + 1);
    if (key == "client-id")
        clientId = value;
    else if (key == "tls13")
        relay.tls13 = value == "1";
    else if (key == "channel-binding")
        relay.channelBinding = value == "1";
    else if (key == "downgrade-hash")
        relay.downgradeHash = value == "1";
    else if (key == "name")
        displayName = value;
    else if (key == "group")
        group = value;
}

Result<Done> Installation::save() const
{
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    if (failed)
        return Error{Errc::Storage, "installation file"};
    const auto flag = [](bool on) { return std::string{on ? "1" : "0"}; };
    const auto text = "client-id=" + clientId + "\ntls13=" + flag(relay.tls13) +
        "\nchannel-binding=" + flag(relay.channelBinding) +
        "\ndowngrade-hash=" + flag(relay.downgradeHash) + "\nname=" + oneLine(displayName) +
        "\ngroup=" + oneLine(group) + "\n";
    return replaceFile(m_folder / kFileName, viewOf(text));
}

}  // namespace sotto::engine
