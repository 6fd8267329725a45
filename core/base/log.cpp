// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <array>
#include <atomic>
#include <cstdio>

namespace sotto::log {
namespace {

std::atomic<bool> isEnabled{false};

constexpr std::array<std::string_view, 13> kErrcNames{
    "malformed",    "not-found", "missing", "duplicate", "denied",  "forged",     "storage",
    "storage-full", "busy",      "newer",   "network",   "timeout", "unsupported"};

static_assert(kErrcNames.size() == static_cast<std::size_t>(Errc::Unsupported) + 1);

void write(std::string_view level, Literal where, Literal what, std::initializer_list<Field> fields)
{
    if (!isEnabled)
        return;
    std::string line{level};
    line.append(" ").append(where.text()).append(": ").append(what.text());
    for (const auto& field : fields)
        line.append(" ").append(field.name()).append("=").append(field.value());
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);  // lint: the one place that writes
}

}  // namespace

Field::Field(Literal name, Errc code)
    : m_name(name),
      m_value(kErrcNames.at(static_cast<std::size_t>(code)))
{
}

void info(Literal where, Literal what, std::initializer_list<Field> fields)
{
    write("info", where, what, fields);
}

void warning(Literal where, Literal what, std::initializer_list<Field> fields)
{
    write("warning", where, what, fields);
}

void enable(bool on)
{
    isEnabled = on;
}

}  // namespace sotto::log
