// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ballast.h"

#include "core/base/replace_file.h"
#include "core/crypto/random.h"

namespace sotto::store {

namespace fs = std::filesystem;

bool Ballast::isWhole() const
{
    std::error_code failed;
    return fs::file_size(m_file, failed) == kSize && !failed;
}

Result<Done> Ballast::restore() const
{
    if (isWhole())
        return Done{};
    // Random: zeroes are not given blocks by a file system that compresses.
    return replaceFile(m_file, crypto::randomBytes(kSize));
}

void Ballast::release() const
{
    std::error_code ignored;
    fs::remove(m_file, ignored);
}

}  // namespace sotto::store
