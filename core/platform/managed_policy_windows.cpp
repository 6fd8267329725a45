// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; compiled with mingw-w64, never run.
#include "core/platform/managed_policy.h"

#include <windows.h>

#include <optional>

namespace sotto::platform {
namespace {

constexpr const wchar_t* kKey = L"Software\\Policies\\Sotto";
constexpr DWORD kMostBytes = 64 * 1024;  // more than any setting takes

std::wstring wide(std::string_view ascii)
{
    return {ascii.begin(), ascii.end()};  // names in the table are ASCII
}

std::string utf8(const wchar_t* text, int length)
{
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, text, length, nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text, length, out.data(), size, nullptr, nullptr);
    return out;
}

/// REG_MULTI_SZ: texts that end with a zero each, and one more zero.
std::vector<std::string> split(const std::wstring& texts)
{
    std::vector<std::string> list;
    for (std::size_t at = 0; at < texts.size() && texts[at] != L'\0';) {
        const auto end = texts.find(L'\0', at);
        const auto length = (end == std::wstring::npos ? texts.size() : end) - at;
        list.push_back(utf8(texts.data() + at, static_cast<int>(length)));
        at += length + 1;
    }
    return list;
}

std::optional<PolicyValue> numberOf(const std::wstring& name)
{
    DWORD number = 0;
    DWORD size = sizeof number;
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, kKey, name.c_str(), RRF_RT_REG_DWORD, nullptr, &number,
                       &size) != ERROR_SUCCESS)
        return std::nullopt;
    return std::int64_t{number};
}

std::optional<PolicyValue> textOf(const std::wstring& name)
{
    DWORD type = 0;
    DWORD size = kMostBytes;
    std::wstring buffer(kMostBytes / sizeof(wchar_t), L'\0');
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, kKey, name.c_str(), RRF_RT_REG_SZ | RRF_RT_REG_MULTI_SZ,
                       &type, buffer.data(), &size) != ERROR_SUCCESS)
        return std::nullopt;
    buffer.resize(size / sizeof(wchar_t));
    if (type == REG_MULTI_SZ)
        return split(buffer);
    return utf8(buffer.c_str(), static_cast<int>(std::wcslen(buffer.c_str())));
}

}  // namespace

std::vector<ManagedSetting> readManagedPolicy()
{
    std::vector<ManagedSetting> found;
    for (const auto& row : kSettings) {
        const auto name = wide(row.name);
        auto value = numberOf(name);
        if (!value)
            value = textOf(name);
        if (value)
            found.push_back({std::string{row.name}, *std::move(value)});
    }
    return found;
}

}  // namespace sotto::platform
