// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/files.h"

#include "core/base/replace_file.h"
#include "core/domain/policy_file.h"
#include "core/policy/policy_signature.h"

#include <QFile>

#include <cstdio>

namespace sotto::app {

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!text.empty() && text.back() != '\n')
        std::fputc('\n', stdout);
}

std::optional<std::string> readWhole(const std::string& file)
{
    QFile input(QString::fromStdString(file));
    if (!input.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "sottoctl: %s cannot be read\n", file.c_str());
        return std::nullopt;
    }
    return input.read(static_cast<qint64>(kMaxPolicyBytes) + 1).toStdString();
}

std::string nameOf(const std::string& file)
{
    return file.substr(file.find_last_of("/\\") + 1);
}

bool save(const std::filesystem::path& path, ByteView content, bool forAll)
{
    using std::filesystem::perms;
    std::error_code failed;
    if (replaceFile(path, content)) {
        if (forAll)
            std::filesystem::permissions(path,
                                         perms::owner_read | perms::owner_write |
                                             perms::group_read | perms::others_read,
                                         failed);
        if (!failed)
            return true;
    }
    std::fprintf(stderr, "sottoctl: %s cannot be written\n", path.c_str());
    return false;
}

std::optional<crypto::SigningKeyPair> readSigningKey(const std::string& keyFile)
{
    auto text = readWhole(keyFile);
    if (!text)
        return std::nullopt;
    auto pair = policy::parseSigningKey(viewOf(*text));
    wipe(*text);
    if (pair)
        return *std::move(pair);
    std::fprintf(stderr, "sottoctl: that is no policy.key\n");
    return std::nullopt;
}

}  // namespace sotto::app
