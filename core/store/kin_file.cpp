// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/kin_file.h"

#include "core/omemo/bundle.h"
#include "core/store/header_codec.h"
#include "core/store/small_file.h"

namespace sotto::store {
namespace {

constexpr std::size_t kEntrySize = 4 + omemo::kPublicKeySize + 1;
constexpr SmallFormat kFormat{"SOTTOKIN", 1, (1 + omemo::kMostDevices) * kEntrySize};
constexpr const char* kFileName = "kin";

void put(Bytes& out, const KinFile::Device& device)
{
    putNumber(out, device.id.value);
    putBytes(out, device.key);
    putNumber(out, static_cast<std::uint8_t>(device.compared ? 1 : 0));
}

KinFile::Device read(FieldReader& fields)
{
    KinFile::Device device;
    device.id.value = fields.number<std::uint32_t>();
    const auto key = fields.bytes(omemo::kPublicKeySize);
    device.key.assign(key.begin(), key.end());
    device.compared = fields.number<std::uint8_t>() == 1;
    return device;
}

}  // namespace

Result<KinFile> KinFile::load(const std::filesystem::path& folder)
{
    SOTTO_TRY_ASSIGN(const auto content, loadSmall(kFormat, folder / kFileName));
    FieldReader fields{content};
    auto own = read(fields);
    KinFile kin{own.id, std::move(own.key), {}};
    for (std::size_t i = 0; i < omemo::kMostDevices; ++i)
        if (auto device = read(fields); isValid(device.id))
            kin.others.push_back(std::move(device));
    return kin;
}

Result<Done> KinFile::save(const std::filesystem::path& folder) const
{
    Bytes content;
    put(content, {own, ownKey, false});
    for (std::size_t i = 0; i < std::min(others.size(), omemo::kMostDevices); ++i)
        put(content, others[i]);
    content.resize(kFormat.contentSize);
    return saveSmall(kFormat, folder / kFileName, content);
}

}  // namespace sotto::store
